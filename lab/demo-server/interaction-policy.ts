import { interactionPolicy } from 'oidc-provider';

/** The library's prompts (login, consent) and `select_account` (OpenID Connect Core §3.1.2.1) before them. */
export function createInteractionPolicy(): readonly interactionPolicy.Prompt[] {
  const policy = interactionPolicy.base();
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0);
  return policy;
}
