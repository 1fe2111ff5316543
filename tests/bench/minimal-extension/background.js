chrome.runtime.onMessage.addListener((_message, _sender, reply) => {
  run().then(reply, (error) => reply({ error: String(error) }));
  return true;
});

/** Authorization code with PKCE: the window, and the token request; with an issuer, what surrounds them too. */
async function run() {
  const { run: client } = await chrome.storage.local.get('run');
  if (client.issuer === undefined) return requestTokens(client);
  const metadata = await read(`${client.issuer}/.well-known/openid-configuration`);
  const tokens = await requestTokens({
    ...client,
    authorizationEndpoint: metadata.authorization_endpoint,
    tokenEndpoint: metadata.token_endpoint,
  });
  if (!(await isGenuine(tokens.id_token, metadata.jwks_uri))) throw new Error('not genuine');
  return tokens;
}

async function requestTokens(client) {
  const state = random();
  const codeVerifier = random();
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier));
  const redirectUri = chrome.identity.getRedirectURL('bench');
  const request = new URL(client.authorizationEndpoint);
  request.search = new URLSearchParams({
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: redirectUri,
    scope: client.scope,
    state,
    nonce: random(),
    code_challenge: base64url(new Uint8Array(hash)),
    code_challenge_method: 'S256',
  });
  const answer = await chrome.identity.launchWebAuthFlow({ url: request.href, interactive: true });
  const parameters = new URL(answer).searchParams;
  if (parameters.get('state') !== state) throw new Error('another state');
  const response = await fetch(client.tokenEndpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: client.clientId,
      code: parameters.get('code'),
      redirect_uri: redirectUri,
      code_verifier: codeVerifier,
    }),
  });
  return response.json();
}

async function isGenuine(token, jwksUri) {
  const [header, payload, signature] = token.split('.');
  const { kid } = JSON.parse(atob(fromBase64url(header)));
  const { keys } = await read(jwksUri);
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const jwk = keys.find((candidate) => candidate.kid === kid);
  const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify']);
  return crypto.subtle.verify(
    algorithm,
    key,
    Uint8Array.from(atob(fromBase64url(signature)), (character) => character.charCodeAt(0)),
    new TextEncoder().encode(`${header}.${payload}`),
  );
}

async function read(url) {
  const response = await fetch(url);
  return response.json();
}

function fromBase64url(text) {
  return text.replaceAll('-', '+').replaceAll('_', '/');
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
