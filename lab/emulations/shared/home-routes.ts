import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, Refusal, pageAnswer, redirectAnswer } from './answer.ts';
import type { ClientRegistry } from './client-registry.ts';
import type { EmulationSwitch, SeenRequest } from './emulation.ts';
import { homePage, type SecretActions } from './pages/home-page.ts';
import { messagePage } from './pages/message-page.ts';
import { requireSameOrigin } from './same-origin.ts';
import type { Routes } from './serve.ts';

type Home = {
  readonly provider: string;
  readonly origin: string;
  readonly clients: ClientRegistry;
  readonly switches: {
    list(): Readonly<Record<string, EmulationSwitch>>;
    readonly set: (name: string, value: string) => void;
  };
  readonly secrets: SecretForms;
  readonly notes: readonly string[];
};

/** What the forms for secrets do. Each throws a RangeError for what it cannot take. */
type SecretForms =
  | {
      readonly kind: 'add-and-remove';
      add(clientId: string, description: string): void;
      remove(clientId: string, description: string): void;
    }
  | { readonly kind: 'refresh'; refresh(clientId: string): void }
  | { readonly kind: 'none' };

/** The home page of an emulation with its forms, and the style of all its pages. */
export function homeRoutes(home: Home): Routes {
  const { provider, origin, clients, switches, secrets, notes } = home;
  const secretActions: SecretActions = secrets.kind;

  /** A form of the home page: it changes something, then shows the page again. */
  const form = (change: (fields: URLSearchParams) => void) => (request: SeenRequest) => {
    requireSameOrigin(request, origin);
    try {
      change(request.form);
    } catch (error) {
      if (error instanceof RangeError) throw new Refusal(mistakePage(provider, error.message));
      throw error;
    }
    return redirectAnswer('/', 303);
  };

  return {
    'GET /': () =>
      pageAnswer(
        homePage({
          provider,
          origin,
          clients: clients.list(),
          switches: switches.list(),
          secretActions,
          notes,
        }),
      ),
    'POST /lab/switches': form((fields) =>
      switches.set(fields.get('name') ?? '', fields.get('value') ?? ''),
    ),
    ...secretRoutes(secrets, form),
    'GET /assets/style.css': () => style,
    'GET /assets/emulations.css': () => moreStyle,
  };
}

type FormRoute = (change: (fields: URLSearchParams) => void) => Routes[string];

function secretRoutes(secrets: SecretForms, form: FormRoute): Routes {
  const clientIdOf = (fields: URLSearchParams) => fields.get('client_id') ?? '';
  const descriptionOf = (fields: URLSearchParams) => fields.get('description') ?? '';
  switch (secrets.kind) {
    case 'add-and-remove':
      return {
        'POST /lab/secrets/add': form((fields) =>
          secrets.add(clientIdOf(fields), descriptionOf(fields)),
        ),
        'POST /lab/secrets/remove': form((fields) =>
          secrets.remove(clientIdOf(fields), descriptionOf(fields)),
        ),
      };
    case 'refresh':
      return { 'POST /lab/secrets/refresh': form((fields) => secrets.refresh(clientIdOf(fields))) };
    case 'none':
      return {};
  }
}

function mistakePage(provider: string, message: string): Answer {
  return pageAnswer(messagePage({ provider, title: 'This did not work', lines: [message] }), 400);
}

const style = styleSheet(join(import.meta.dirname, '../../common/style.css'));
const moreStyle = styleSheet(join(import.meta.dirname, 'emulations.css'));

function styleSheet(path: string): Answer {
  return {
    status: 200,
    headers: { 'Content-Type': 'text/css; charset=utf-8', 'X-Content-Type-Options': 'nosniff' },
    body: readFileSync(path, 'utf8'),
  };
}
