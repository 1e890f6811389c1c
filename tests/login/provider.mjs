// A real, certified OpenID provider for the tests: npm's oidc-provider, on this machine alone. It prints its address.
// Who logs in is said at the interaction, where a person would type: ?scenario={"sub", "claims", "spoil"}.
// "spoil" makes it lie in one way: the ID token is changed and, unless it says otherwise, signed again with its own key.

import { createServer } from "node:http";
import { exportJWK, generateKeyPair, importJWK, SignJWT } from "jose";
import Provider from "oidc-provider";

const [returns, secret] = [JSON.parse(process.argv[2]), process.argv[3]];
const scenarios = new Map();

const { privateKey } = await generateKeyPair("RS256", { extractable: true });
const jwk = { ...(await exportJWK(privateKey)), use: "sig", alg: "RS256", kid: "own" };
const own = await importJWK(jwk, "RS256");
const { privateKey: foreign } = await generateKeyPair("RS256", { extractable: true });

const coded = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const signed = (claims, key = own, kid = "own") => new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid }).sign(key);
const past = Math.floor(Date.now() / 1000) - 3600;

const spoilers = {
  nonce: (claims) => signed({ ...claims, nonce: "another" }),
  no_nonce: ({ nonce, ...claims }) => signed(claims),
  expired: (claims) => signed({ ...claims, iat: past - 60, exp: past }),
  future: (claims) => signed({ ...claims, iat: past + 7200, exp: past + 10800 }),
  audience: (claims) => signed({ ...claims, aud: "somebody-else" }),
  audiences: (claims) => signed({ ...claims, aud: [claims.aud, "somebody-else"], azp: "somebody-else" }),
  issuer: (claims) => signed({ ...claims, iss: "https://elsewhere.example" }),
  foreign_key: (claims) => signed(claims, foreign),
  unknown_key: (claims) => signed(claims, own, "unknown"),
  unsigned: (claims) => `${coded({ alg: "none" })}.${coded(claims)}.`,
  changed: async (claims) => {
    const [head, , signature] = (await signed(claims)).split(".");
    return `${head}.${coded({ ...claims, sub: "another" })}.${signature}`;
  },
  no_subject: ({ sub, ...claims }) => signed(claims),
  no_token: () => undefined,
  garbage: () => "not-a-token",
};

const server = createServer((request, response) => handle(request, response));
server.listen(0, "127.0.0.1");
await new Promise((ready) => server.once("listening", ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

const clients = Object.entries(returns).map(([client_id, redirect_uri]) => ({
  client_id,
  client_secret: secret,
  redirect_uris: [redirect_uri],
  response_types: ["code"],
  grant_types: ["authorization_code"],
  token_endpoint_auth_method: "client_secret_basic",
}));

const provider = new Provider(issuer, {
  clients,
  jwks: { keys: [jwk] },
  conformIdTokenClaims: false,
  claims: { openid: ["sub", "name", "groups", "level", "cprNumberIdentifier"] },
  acrValues: ["https://data.gov.dk/concept/core/nsis/Low", "https://data.gov.dk/concept/core/nsis/Substantial"],
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  cookies: { keys: ["for-the-tests"] },
  ttl: { AccessToken: 300, AuthorizationCode: 60, Grant: 300, IdToken: 300, Interaction: 300, Session: 300 },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ ...scenarios.get(id).claims, sub: id }),
  }),
});

provider.use(async (context, next) => {
  await next();
  if (context.oidc?.route === "userinfo" && scenarios.get(context.body.sub)?.spoil === "userinfo") {
    context.body = { ...context.body, sub: "another" };
  }
  if (context.oidc?.route !== "token" || !context.body?.id_token) return;
  const claims = JSON.parse(Buffer.from(context.body.id_token.split(".")[1], "base64url"));
  const spoil = spoilers[scenarios.get(claims.sub).spoil];
  if (spoil) context.body = { ...context.body, id_token: await spoil(claims) };
});

async function interaction(request, response) {
  const details = await provider.interactionDetails(request, response);
  const scenario = JSON.parse(new URL(request.url, issuer).searchParams.get("scenario"));
  if (scenario.spoil === "cancelled") {
    await provider.interactionFinished(request, response, { error: "access_denied", error_description: "cancelled" });
    return;
  }
  scenarios.set(scenario.sub, scenario);
  const grant = new provider.Grant({ accountId: scenario.sub, clientId: details.params.client_id });
  grant.addOIDCScope(details.params.scope);
  await provider.interactionFinished(request, response, {
    login: { accountId: scenario.sub, acr: scenario.acr, amr: scenario.amr },
    consent: { grantId: await grant.save() },
  });
}

const answer = provider.callback();
function handle(request, response) {
  if (request.url.startsWith("/interaction/")) {
    interaction(request, response).catch((error) => response.writeHead(500).end(String(error)));
    return;
  }
  answer(request, response);
}

process.stdout.write(`${issuer}\n`);
