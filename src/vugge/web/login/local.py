"""Accounts that log in here, with two factors: allauth's pages with our words, each declared like any page of ours."""

from typing import Any
from uuid import UUID

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base import views as factors
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as telephone
from allauth.mfa.webauthn import views as passkeys
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from vugge.audit.rules import Purpose, person
from vugge.organisations.actions.accounts import record_password_chosen
from vugge.organisations.rules.accounts import WayIn
from vugge.web.login.page import login_page
from vugge.web.login.session import MUST, WAY, leave_elsewhere


class _Password(account.LoginView):
    """Ask for log-in name and password."""

    template_name = "login/password.html"


class _Code(factors.AuthenticateView):
    """Ask for the second factor after the password."""

    template_name = "login/code.html"


class _Factors(factors.IndexView):
    """Show which second factors an account has, and offer the others."""

    template_name = "login/factors.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # Any: allauth's own signature
        """Add whether anything is still missing before the session is a whole one."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        found = context["authenticators"]
        many = [one for one in (found.get(Authenticator.Type.TOTP), *found.get(Authenticator.Type.WEBAUTHN, ())) if one]
        return {**context, "section": "login", "telephone": found.get(Authenticator.Type.TOTP),
                "passkeys": found.get(Authenticator.Type.WEBAUTHN, ()), "may_remove": len(many) > 1,
                "codes": found.get(Authenticator.Type.RECOVERY_CODES), "has_factor": bool(many)}  # fmt: skip


class _Passkey(passkeys.LoginWebAuthnView):
    """Let in somebody by a passkey alone, which has asked for finger or code itself."""


class _AddTelephone(telephone.ActivateTOTPView):
    """Set up a telephone that shows codes."""

    template_name = "login/telephone.html"

    def form_valid(self, form: Any) -> HttpResponse:  # Any: likewise
        """Take the code as the second factor of this session too: it has just been shown."""
        response: HttpResponse = super().form_valid(form)
        _is_whole(self.request)
        return response


class _RemoveTelephone(telephone.DeactivateTOTPView):
    """Take the telephone away, when another factor is left."""

    template_name = "login/remove_telephone.html"


class _AddPasskey(passkeys.AddWebAuthnView):
    """Set up a passkey."""

    template_name = "login/passkey.html"

    def form_valid(self, form: Any) -> HttpResponse:  # Any: likewise
        """Take the key as the second factor of this session too: it has just been used."""
        response: HttpResponse = super().form_valid(form)
        _is_whole(self.request)
        return response


class _RemovePasskey(passkeys.RemoveWebAuthnView):
    """Take a passkey away, when another factor is left."""

    template_name = "login/remove_passkey.html"
    success_url = reverse_lazy("mfa_index")


class _Codes(codes.ViewRecoveryCodesView):
    """Show the codes to keep on paper, once."""

    template_name = "login/codes.html"


class _NewCodes(codes.GenerateRecoveryCodesView):
    """Make new codes to keep on paper; the old ones work no more."""

    template_name = "login/new_codes.html"


class _Renewing:
    """Gives the session a new key when somebody has shown again who they are."""

    def form_valid(self, form: Any) -> HttpResponse:  # Any: allauth's own signature
        """Renew the key, and go on."""
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        self.request.session.cycle_key()  # type: ignore[attr-defined]
        return response


class _PasswordAgain(_Renewing, account.ReauthenticateView):
    """Ask for the password once more before factors are changed."""

    template_name = "login/password_again.html"


class _CodeAgain(_Renewing, factors.ReauthenticateView):
    """Ask for a code once more before factors are changed."""

    template_name = "login/code_again.html"


class _PasskeyAgain(_Renewing, passkeys.ReauthenticateWebAuthnView):
    """Ask for the passkey once more before factors are changed."""

    template_name = "login/passkey_again.html"


@method_decorator(login_required, name="dispatch")
class _NewPassword(account.PasswordChangeView):
    """Change the password."""

    template_name = "login/new_password.html"
    success_url = reverse_lazy("mfa_index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # Any: allauth's own signature
        """Add whether the password must be changed before anything else."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "must": MUST in self.request.session}

    def form_valid(self, form: Any) -> HttpResponse:  # Any: likewise
        """Note that the password is the owner's own; it ends all other sessions."""
        response: HttpResponse = super().form_valid(form)
        identity = UUID(str(self.request.session[SESSION_KEY]))
        record_password_chosen(person(identity, Purpose.ADMINISTRATION), account=identity)
        self.request.session.pop(MUST, None)
        self.request.session.cycle_key()
        return response


def _is_whole(request: HttpRequest) -> None:
    """Make half a log-in a whole one; and for a while somebody who has just shown a factor is not asked again."""
    request.session[WAY] = WayIn.TWO_FACTORS.value
    if request.user.is_authenticated:
        record_authentication(request, request.user, "mfa", reauthenticated=True)


@login_page("login.elsewhere_ended")
@require_POST
@login_required
def elsewhere(request: HttpRequest) -> HttpResponse:
    """Log whoever is here out everywhere else."""
    leave_elsewhere(request)
    return HttpResponseRedirect(reverse("mfa_index"))


password = login_page("login.password_asked")(_Password.as_view())
passkey = login_page("login.passkey_asked")(_Passkey.as_view())
code = login_page("login.code_asked")(_Code.as_view())
second_factors = login_page("login.factors_shown")(_Factors.as_view())
add_telephone = login_page("login.telephone_added")(_AddTelephone.as_view())
remove_telephone = login_page("login.telephone_removed")(_RemoveTelephone.as_view())
add_passkey = login_page("login.passkey_added")(_AddPasskey.as_view())
remove_passkey = login_page("login.passkey_removed")(_RemovePasskey.as_view())
emergency_codes = login_page("login.codes_shown")(_Codes.as_view())
new_emergency_codes = login_page("login.codes_made")(_NewCodes.as_view())
password_again = login_page("login.password_asked_again")(_PasswordAgain.as_view())
code_again = login_page("login.code_asked_again")(_CodeAgain.as_view())
passkey_again = login_page("login.passkey_asked_again")(_PasskeyAgain.as_view())
new_password = login_page("login.password_changed")(_NewPassword.as_view())
