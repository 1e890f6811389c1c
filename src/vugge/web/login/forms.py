"""allauth's forms with our words: a label each, no text inside the fields, and what a password manager needs."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from vugge.organisations.actions.accounts import record_refused_log_in
from vugge.web.login.page import DOOR
from vugge.web.login.refusals import Why


def _plain(form: forms.Form, **words: tuple[Any, str]) -> None:  # Any: a lazy translation
    """Give fields their label and their `autocomplete`, and take away the text inside them."""
    for name, (label, autocomplete) in words.items():
        field = form.fields[name]
        field.label = label
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs["autocomplete"] = autocomplete
        field.help_text = ""


class PasswordForm(LoginForm):
    """Log-in name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: allauth's own signature
        super().__init__(*args, **kwargs)
        _plain(self, login=(_("Brugernavn"), "username"), password=(_("Adgangskode"), "current-password"))
        self.fields["login"].widget.attrs.update({"autocapitalize": "none", "spellcheck": "false"})


class CodeForm(AuthenticateForm):
    """The code from a telephone, or one of those kept on paper; a wrong one is noted in the log."""

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        super()._emit_authentication_failed(authenticator)
        record_refused_log_in(DOOR, account=authenticator.user_id, why=Why.WRONG_CODE.value)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: likewise
        super().__init__(*args, **kwargs)
        _plain(self, code=(_("Kode fra din telefon, eller en nødkode"), "one-time-code"))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class CodeAgainForm(ReauthenticateByCodeForm):
    """The code once more, before factors are changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: likewise
        super().__init__(*args, **kwargs)
        _plain(self, code=(_("Kode fra din telefon, eller en nødkode"), "one-time-code"))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class PasswordAgainForm(ReauthenticateForm):
    """The password once more, before factors are changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: likewise
        super().__init__(*args, **kwargs)
        _plain(self, password=(_("Adgangskode"), "current-password"))


class TelephoneForm(ActivateTOTPForm):
    """The first code from a telephone, which proves that it has the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: likewise
        super().__init__(*args, **kwargs)
        _plain(self, code=(_("Koden, som telefonen viser"), "one-time-code"))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class PasskeyForm(AddWebAuthnForm):
    """A new passkey; `passwordless` ones also stand alone, for they ask for finger or code themselves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: likewise
        super().__init__(*args, **kwargs)
        _plain(self, name=(_("Hvad vil du kalde nøglen?"), "off"))
        self.fields["passwordless"].label = _("Brug den også alene, uden adgangskode")
        self.fields["passwordless"].help_text = ""
        self.fields["passwordless"].initial = True


class NewPasswordForm(ChangePasswordForm):
    """A new password, once: it can be shown, and need not be typed twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: likewise
        super().__init__(*args, **kwargs)
        _plain(
            self,
            oldpassword=(_("Adgangskode nu"), "current-password"),
            password1=(_("Ny adgangskode"), "new-password"),
            password2=(_("Ny adgangskode igen"), "new-password"),
        )
        self.fields["password1"].help_text = _("Mindst 12 tegn. En sætning, du kan huske, er god.")
