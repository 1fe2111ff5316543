import { describe, expect, test } from 'vitest';
import { claimMeaning, headerMeaning, isTimeClaim } from '../../../utils/tokens/claims';
import { headerMeanings } from '../../../utils/tokens/header-meanings';
import { providerClaimMeanings } from '../../../utils/tokens/provider-claim-meanings';
import { registeredClaimMeanings } from '../../../utils/tokens/registered-claim-meanings';
import { specialClaimMeanings } from '../../../utils/tokens/special-claim-meanings';
import { workloadClaimMeanings } from '../../../utils/tokens/workload-claim-meanings';

const hostile = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '',
  'x'.repeat(1e6),
];

describe('claimMeaning', () => {
  test('gives registered claims with their specification', () => {
    expect(claimMeaning('iss')).toEqual({ meaning: 'Who issued it', spec: 'RFC 7519 §4.1.1' });
    expect(claimMeaning('azp')?.spec).toBe('OpenID Connect Core §2');
  });

  test.each([
    'tid oid scp roles wids ver upn appid',
    'realm_access resource_access azp',
    'cognito:groups token_use',
    'cid uid permissions gty account_code',
    'act may_act cnf htm htu ath sid events scope client_id',
  ])('knows %s', (names) => {
    for (const name of names.split(' ')) expect(claimMeaning(name)?.meaning).toBeTypeOf('string');
  });

  test.each(hostile)('does not know %.20j', (name) => {
    expect(claimMeaning(name)).toBeUndefined();
    expect(headerMeaning(name)).toBeUndefined();
    expect(isTimeClaim(name)).toBe(false);
  });

  // The names of the IANA registry "JSON Web Token Claims", by the specification that registered them.
  test.each([
    ['RFC 7519', 'iss sub aud exp nbf iat jti'],
    [
      'OpenID Connect Core',
      'name given_name family_name middle_name nickname preferred_username profile picture website email email_verified gender birthdate zoneinfo locale phone_number phone_number_verified address updated_at azp nonce auth_time at_hash c_hash acr amr sub_jwk _claim_names _claim_sources',
    ],
    ['OpenID Connect logout', 'sid events'],
    [
      'OpenID Connect CIBA',
      'urn:openid:params:jwt:claim:auth_req_id urn:openid:params:jwt:claim:rt_hash',
    ],
    [
      'OpenID Connect for Identity Assurance',
      'verified_claims place_of_birth nationalities birth_family_name birth_given_name birth_middle_name salutation title msisdn also_known_as',
    ],
    [
      'OpenID Federation',
      'jwks metadata authority_hints constraints crit metadata_policy metadata_policy_crit trust_marks trust_mark_issuers trust_mark_owners trust_mark_type trust_chain trust_anchor source_endpoint delegation ref logo_uri keys',
    ],
    ['RFC 7800', 'cnf'],
    ['RFC 8055', 'sip_from_tag sip_date sip_callid sip_cseq_num sip_via_branch'],
    ['RFC 8225, 8443, 8588, 8946, 9027', 'orig dest mky rph attest origid div opt sph'],
    ['RFC 8417', 'toe txn events'],
    ['RFC 8485', 'vot vtm'],
    ['RFC 8693', 'act scope client_id may_act'],
    ['RFC 8688, 9475, 9795', 'jcard msgi rcd rcdi crn'],
    ['RFC 9068', 'roles groups entitlements'],
    ['RFC 9200', 'ace_profile cnonce exi'],
    ['RFC 9246', 'cdniv cdnicrit cdniip cdniuc cdniets cdnistt cdnistd'],
    ['RFC 9321', 'sig_val_claims'],
    ['RFC 9396', 'authorization_details'],
    ['RFC 9447', 'atc'],
    ['RFC 9449', 'htm htu ath'],
    ['RFC 9493', 'sub_id'],
    ['RFC 9560', 'rdap_allowed_purposes rdap_dnt_allowed'],
    ['RFC 9701', 'token_introspection'],
    [
      'RFC 9711',
      'eat_nonce ueid sueids oemid hwmodel hwversion oemboot dbgstat location eat_profile submods uptime bootcount bootseed dloas swname swversion manifests measurements measres intuse',
    ],
    ['RFC 9901', '_sd ... _sd_alg sd_hash'],
    ['credentials', 'vc vp vct vct#integrity status status_list ttl'],
    ['others', 's_hash at_use_nbr geohash'],
    [
      '3GPP TS 29.510',
      'producerPlmnId consumerPlmnId producerSnpnId consumerSnpnId producerSnssaiList producerNsiList producerNfSetId producerNfServiceSetId sourceNfInstanceId analyticsIdList resOwnerId',
    ],
  ])('knows the claims of %s', (_, names) => {
    for (const name of names.split(' ')) {
      expect([name, registeredClaimMeanings.has(name) || specialClaimMeanings.has(name)]).toEqual([
        name,
        true,
      ]);
    }
  });

  test.each([
    ['Microsoft Entra ID', 'tid oid scp wids idtyp appid xms_cc xms_tpl upn ver'],
    ['Keycloak', 'realm_access resource_access session_state allowed-origins'],
    ['GitHub Actions', 'repository ref_type sha job_workflow_ref run_id actor event_name'],
    ['Kubernetes', 'kubernetes.io'],
    ['Google', 'hd'],
    ['apaleo', 'account_code'],
    ['Pleo', 'urn:pleo:params:oauth:subject_urn'],
  ])('names %s as the source', (provider, names) => {
    for (const name of names.split(' ')) expect(claimMeaning(name)?.spec).toContain(provider);
  });

  test.each([
    ['custom:plan', 'Amazon Cognito'],
    ['xms_unheard_of', 'Microsoft Entra ID'],
    ['extension_1234_plan', 'Microsoft Entra ID'],
    ['https://app.example.com/roles', 'RFC 7519 §4.2'],
  ])('knows by its beginning what %s is', (name, spec) => {
    expect(claimMeaning(name)?.spec).toBe(spec);
  });

  test('explains every name once and briefly', () => {
    const lists = [
      registeredClaimMeanings,
      specialClaimMeanings,
      providerClaimMeanings,
      workloadClaimMeanings,
    ];
    const names = lists.flatMap((list) => [...list.keys()]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    for (const { meaning, spec } of [...lists, headerMeanings].flatMap((list) => [
      ...list.values(),
    ])) {
      expect(spec).not.toBe('');
      expect(meaning.length).toBeLessThan(90);
      expect(meaning).not.toMatch(/\.$/);
    }
  });
});

describe('headerMeaning', () => {
  // The names of the IANA registry "JSON Web Signature and Encryption Header Parameters".
  test.each(
    'alg jku jwk kid x5u x5c x5t x5t#S256 typ cty crit enc zip epk apu apv iv tag p2s p2c iss sub aud b64 ppt url nonce svt trust_chain peer_trust_chain'.split(
      ' ',
    ),
  )('knows %s', (name) => {
    expect(headerMeaning(name)?.meaning).toBeTypeOf('string');
  });
});

describe('isTimeClaim', () => {
  test.each([
    'exp',
    'iat',
    'nbf',
    'auth_time',
    'updated_at',
    'rat',
    'toe',
    'https://app.example.com/auth_time',
  ])('holds for %s', (name) => {
    expect(isTimeClaim(name)).toBe(true);
  });

  test.each(['sub', 'expires_in', 'EXP', 'a/exp', 'https://app.example.com/expires_in'])(
    'does not hold for %s',
    (name) => {
      expect(isTimeClaim(name)).toBe(false);
    },
  );
});
