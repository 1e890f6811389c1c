"""What is stored of those who act: the register (organisations, units), their accounts, their staff and their files."""

from vugge.organisations.models.accounts import Account, OutsideIdentity
from vugge.organisations.models.intakes import Intake
from vugge.organisations.models.register import FormerName, Organisation, Unit
from vugge.organisations.models.staff import StaffRole

__all__ = ["Account", "FormerName", "Intake", "Organisation", "OutsideIdentity", "StaffRole", "Unit"]
