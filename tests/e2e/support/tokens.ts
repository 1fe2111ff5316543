const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token with the look of a signed JWT; nobody signed it. */
export function makeJwt(
  claims: Readonly<Record<string, unknown>>,
  header: Readonly<Record<string, unknown>> = { alg: 'RS256', kid: 'key-1', typ: 'JWT' },
): string {
  return `${encode(header)}.${encode(claims)}.${Buffer.from('no signature').toString('base64url')}`;
}

export const SIGNED_JWT = makeJwt({
  iss: 'https://auth.example.com',
  sub: 'user-1',
  aud: 'abc',
  iat: 1_700_000_000,
  exp: 4_000_000_000,
  scope: 'openid invoices.read',
});

/** RFC 7516 appendix A.1 */
export const ENCRYPTED_JWE =
  'eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKoTCVJRgckCL9kiMT03JGeipsEdY3mx_etLbbWSrFr05kLzcSr4qKAq7YN7e9jwQRb23nfa6c9d-StnImGyFDbSv04uVuxIp5Zms1gNxKKK2Da14B8S4rzVRltdYwam_lDp5XnZAYpQdb76FdIKLaVmqgfwX7XWRxv2322i-vDxRfqNzo_tETKzpVLzfiwQyeyPGLBIO56YJ7eObdv0je81860ppamavo35UgoRdbYaBcoh9QcfylQr66oc6vFWXRcZ_ZT2LawVCWTIy3brGPi6UklfCpIMfIjf7iGdXKHzg.48V1_ALb6US04U3b.5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6jiSdiwkIr3ajwQzaBtQD_A.XFBoMYUZodetZdvTiFvSkQ';
