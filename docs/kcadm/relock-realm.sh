#!/usr/bin/env bash
# Gives a realm what the demo realm's file gives: the login flow "relock browser", bound, the theme, and the client scope
# "relock", a default one of new clients. The realm is created if it is not there.
#
#   kcadm.sh config credentials --server https://sso.example.org --realm master --user admin
#   relock-realm.sh my-realm
#
# KCADM names kcadm.sh where it is not on the PATH; what it takes to find its login (--config) may follow the realm.
set -euo pipefail
realm=${1:?Which realm?}
shift
options=("$@")
kcadm() { "${KCADM:-kcadm.sh}" "$@" "${options[@]}"; }
create() { kcadm create "$1" -r "$realm" -i -b "$2"; }

flow() { # alias, whether it is a flow of its own, description
  create authentication/flows "{\"alias\": \"$1\", \"topLevel\": $2, \"description\": \"$3\", \"providerId\": \"basic-flow\"}"
}
execution() { # flow, provider, requirement
  create authentication/executions "{\"parentFlow\": \"$1\", \"authenticator\": \"$2\", \"requirement\": \"$3\"}"
}
subflow() { # flow, flow below it, requirement
  create authentication/executions \
    "{\"parentFlow\": \"$1\", \"flowId\": \"$2\", \"authenticatorFlow\": true, \"requirement\": \"$3\"}" >/dev/null
}
configure() { # execution, name, settings
  create "authentication/executions/$1/config" "{\"alias\": \"$2\", \"config\": $3}" >/dev/null
}

kcadm get "realms/$realm" --fields realm >/dev/null 2>&1 || kcadm create realms -s realm="$realm" -s enabled=true

browser=$(flow "relock browser" true "Password, then a second factor unless this browser proves that it is trusted")
forms=$(flow "relock browser forms" false "The password form brings the proof of the device")
mfa=$(flow "relock MFA" false "Skipped on trusted browsers; afterwards the browser can become one")
execution "$browser" auth-cookie ALTERNATIVE >/dev/null
subflow "$browser" "$forms" ALTERNATIVE
configure "$(execution "$forms" auth-username-password-form REQUIRED)" \
  password '{"default.reference.value": "pwd", "default.reference.maxAge": "3600"}'
configure "$(execution "$forms" relock-device REQUIRED)" \
  "relock device" '{"untrusted": "continue", "default.reference.value": "swk", "default.reference.maxAge": "3600"}'
subflow "$forms" "$mfa" CONDITIONAL
configure "$(execution "$mfa" relock-condition REQUIRED)" \
  "relock skips trusted browsers" '{"skipStates": "trusted"}'
configure "$(execution "$mfa" auth-otp-form REQUIRED)" \
  "one-time password" '{"default.reference.value": "otp", "default.reference.maxAge": "3600"}'
configure "$(execution "$mfa" relock-bind REQUIRED)" \
  "relock asks before it trusts" '{"consent": "true"}'

scope=$(create client-scopes '{
  "name": "relock",
  "description": "Which browser the user signed in with, and whether it is trusted",
  "protocol": "openid-connect",
  "attributes": {"include.in.token.scope": "true", "display.on.consent.screen": "false"},
  "protocolMappers": [
    {
      "name": "relock device",
      "protocol": "openid-connect",
      "protocolMapper": "relock-oidc-mapper",
      "config": {
        "deviceId": "device",
        "id.token.claim": "true",
        "access.token.claim": "true",
        "userinfo.token.claim": "true",
        "introspection.token.claim": "true"
      }
    }
  ]
}')
kcadm update "default-default-client-scopes/$scope" -r "$realm" -b '{}'
kcadm update "realms/$realm" -s loginTheme=relock -s browserFlow="relock browser"
