"""The addresses of log-in. Names that begin with account_, mfa_ and openid_connect_ are those that allauth asks for.

Offers `OUTSIDE` (one address whatever the language, for a provider knows it) and `PAGES`.
"""

from typing import Final

from django.urls import path

from vugge.web.login import entrances, local
from vugge.web.login.demo import demo, demo_switch
from vugge.web.login.roles import choosing_role

OUTSIDE: Final = [
    path("oidc/<slug:provider_id>/log-ind/", entrances.to_provider, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/retur/", entrances.from_provider, name="openid_connect_callback"),
]

PAGES: Final = [
    path("log-ind/", entrances.staff_entrance, name="login"),
    path("borger/log-ind/", entrances.citizen_entrance, name="citizen_login"),
    path("log-ind/videre/", entrances.login_done, name="login_done"),
    path("log-ind/rolle/", choosing_role, name="choose_role"),
    path("log-ud/", entrances.log_out, name="account_logout"),
    path("demo/", demo, name="demo"),
    path("demo/skift/", demo_switch, name="demo_switch"),
    path("log-ind/adgangskode/", local.password, name="account_login"),
    path("log-ind/adgangsnoegle/", local.passkey, name="mfa_login_webauthn"),
    path("log-ind/kode/", local.code, name="mfa_authenticate"),
    path("log-ind/faktorer/", local.second_factors, name="mfa_index"),
    path("log-ind/faktorer/telefon/", local.add_telephone, name="mfa_activate_totp"),
    path("log-ind/faktorer/telefon/fjern/", local.remove_telephone, name="mfa_deactivate_totp"),
    path("log-ind/faktorer/noegle/", local.add_passkey, name="mfa_add_webauthn"),
    path("log-ind/faktorer/noegle/<int:pk>/fjern/", local.remove_passkey, name="mfa_remove_webauthn"),
    path("log-ind/faktorer/noedkoder/", local.emergency_codes, name="mfa_view_recovery_codes"),
    path("log-ind/faktorer/noedkoder/nye/", local.new_emergency_codes, name="mfa_generate_recovery_codes"),
    path("log-ind/faktorer/alle-andre/", local.elsewhere, name="log_out_elsewhere"),
    path("log-ind/igen/adgangskode/", local.password_again, name="account_reauthenticate"),
    path("log-ind/igen/kode/", local.code_again, name="mfa_reauthenticate"),
    path("log-ind/igen/noegle/", local.passkey_again, name="mfa_reauthenticate_webauthn"),
    path("log-ind/ny-adgangskode/", local.new_password, name="account_change_password"),
]
