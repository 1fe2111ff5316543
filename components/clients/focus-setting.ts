import type { ClientSetting } from '@/utils/diagnosis/diagnosis';

/** Marks the field that one was led to, until it loses the focus. */
export const WANTED = 'data-wanted';

/** The names of the controls of a setting, the first that is there counts; discovered endpoints come from the issuer. */
const CONTROLS = {
  environment: ['environment'],
  issuer: ['issuer'],
  'authorization-endpoint': ['authorizationEndpoint', 'issuer'],
  'token-endpoint': ['tokenEndpoint', 'issuer'],
  'further-endpoints': ['introspectionEndpoint', 'userInfoEndpoint', 'issuer'],
  'grant-type': ['grantType', 'provider'],
  'client-id': ['clientId'],
  'client-secret': ['clientSecret', 'tokenEndpointAuthMethod'],
  'client-authentication': ['tokenEndpointAuthMethod'],
  'basic-encoding': ['basicEncoding', 'tokenEndpointAuthMethod'],
  'redirect-uris': ['redirectUris', 'redirectMode'],
  'redirect-mode': ['redirectMode'],
  scopes: ['scopes'],
  pkce: ['pkce'],
  parameters: ['parameters.prompt', 'otherParameters'],
  'origin-header': ['originHeader'],
} as const satisfies Record<ClientSetting, readonly string[]>;

/** Leads to the field of a setting: unfolds what it is in, scrolls to it, and gives it the focus and an outline. */
export function focusSetting(form: HTMLElement, setting: ClientSetting): void {
  const [control] = CONTROLS[setting].flatMap((name) => {
    const found = [...form.querySelectorAll<HTMLElement>(`[name="${name}"]`)];
    return found.find((element) => element.matches(':checked')) ?? found.slice(0, 1);
  });
  if (control === undefined) return;
  const fold = control.closest('details');
  if (fold !== null) fold.open = true;
  control.setAttribute(WANTED, '');
  control.addEventListener('blur', () => control.removeAttribute(WANTED), { once: true });
  control.focus({ preventScroll: true });
  control.scrollIntoView({ block: 'center' });
}
