"""Mounted at the root. The library finds its pages by its own names, so those stand outside our namespace."""

from allauth.mfa import urls as mfa_urls
from django.urls import include, path
from django.views.generic import RedirectView

from renda.ground.people.views import account, acts, lists, orgs, people, roster, sign_in, stand_in

pages = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/first/", sign_in.first_sign_in, name="first-sign-in"),
    path("sign-in/sms/", sign_in.ask_sms, name="sms"),
    path("sign-in/sms/code/", sign_in.sms_sign_in, name="sms-code"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("account/", account.account, name="account"),
    path("account/settings/", account.change_settings, name="settings"),
    path("account/password/", account.password, name="password"),
    path("account/posts/", account.choose_post, name="posts"),
    path("account/sessions/end/", account.end_sessions, name="end-sessions"),
    path("account/tokens/new/", account.make_token, name="make-token"),
    path("account/tokens/<int:pk>/end/", account.end_token, name="end-token"),
    path("account/lists/<slug:page>/keep/", lists.keep_view, name="keep-view"),
    path("account/lists/<slug:page>/drop/", lists.drop_view, name="drop-view"),
    path("account/lists/<slug:page>/columns/", lists.choose_columns, name="choose-columns"),
    path("people/", people.people, name="people"),
    path("people/new/", people.open_account, name="open-account"),
    path("people/acts/", acts.acts, name="acts"),
    path("people/slips/", people.print_slips, name="print-slips"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/close/", people.close_account, name="close-account"),
    path("people/<int:pk>/reopen/", people.reopen_account, name="reopen-account"),
    path("people/<int:pk>/second/reset/", people.reset_second_factor, name="reset-second-factor"),
    path("people/<int:pk>/posts/start/", people.start_post, name="start-post"),
    path("people/posts/<int:pk>/end/", people.end_post, name="end-post"),
    path("people/orgs/", orgs.orgs, name="orgs"),
    path("people/orgs/new/", orgs.open_org, name="open-org"),
    path("people/orgs/<int:pk>/", orgs.org, name="org"),
    path("people/orgs/<int:pk>/close/", orgs.close_org, name="close-org"),
    path("people/stand-ins/", stand_in.stand_ins, name="stand-ins"),
    path("people/stand-ins/<int:pk>/end/", stand_in.end_stand_in, name="end-stand-in"),
    path("people/rosters/", roster.upload, name="rosters"),
    path("people/rosters/sample/<slug:kind>/", roster.sample, name="roster-sample"),
    path("people/rosters/<int:pk>/", roster.preview, name="roster"),
    path("people/rosters/<int:pk>/load/", roster.load, name="load-roster"),
    path("people/rosters/<int:pk>/drop/", roster.drop, name="drop-roster"),
    path("people/rosters/<int:pk>/rest/", roster.rest, name="roster-rest"),
]

urlpatterns = [
    path("", include((pages, "people"))),
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("account/confirm/", sign_in.confirm_password, name="account_reauthenticate"),
    path("account/second/authenticate/", sign_in.second_factor, name="mfa_authenticate"),
    path("account/second/reauthenticate/", sign_in.confirm_code, name="mfa_reauthenticate"),
    path("account/second/webauthn/login/", sign_in.passkey_sign_in, name="mfa_login_webauthn"),
    path("account/second/", include(mfa_urls)),
    path("account/sessions/", RedirectView.as_view(url="/account/#sessions"), name="usersessions_list"),
]
