import type { FormPart } from './template';

/** Which server it is: the issuer or the endpoints. */
export const serverPart: FormPart = {
  title: 'Authorization server',
  fields: [{ kind: 'server' }],
};

/** What no registration form asks for, though each run of the code flow needs it. */
export const runPart: FormPart = {
  title: 'How to run it',
  fields: [
    { kind: 'client-authentication' },
    { kind: 'pkce' },
    { kind: 'parameters' },
    { kind: 'origin-header' },
  ],
};

const afterServer: readonly FormPart[] = [
  {
    title: 'Credentials',
    fields: [
      { kind: 'client-id' },
      { kind: 'client-authentication' },
      { kind: 'secrets' },
      { kind: 'origin-header' },
    ],
  },
  { title: 'Redirect', fields: [{ kind: 'redirect' }, { kind: 'redirect-uris' }] },
  {
    title: 'Authorization request',
    fields: [{ kind: 'scopes' }, { kind: 'pkce' }, { kind: 'parameters' }],
  },
];

/** For providers whose clients use the code flow and whose own form is not known here. */
export const presetForm: readonly FormPart[] = [serverPart, ...afterServer];

/** For any server: the grant is asked for as well. */
export const genericForm: readonly FormPart[] = [
  { ...serverPart, fields: [{ kind: 'grant-type' }, ...serverPart.fields] },
  ...afterServer,
];
