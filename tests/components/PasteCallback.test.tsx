import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { PasteCallback } from '../../components/runs/PasteCallback';
import type { Reply } from '../../utils/platform/messages';
import { hostileTexts, useFreshPage } from './page';

useFreshPage();

const callback = 'https://app.example.com/callback?code=c&state=the-state';

/** The field and its button, with a worker that gives this answer. */
function show(reply: Reply = { ok: true, runId: 'run-1' }) {
  const send = vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(async () => reply);
  render(<PasteCallback runId="run-1" />);
  return {
    user: userEvent.setup(),
    send,
    field: screen.getByLabelText('Callback URL'),
    button: screen.getByRole<HTMLButtonElement>('button', { name: 'Use callback URL' }),
  };
}

/** What a screen reader says of the field besides its name. */
const describedBy = (field: HTMLElement) =>
  (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '');

const hint = expect.stringMatching(/^The address that the server sends you to after the sign-in/);

describe('PasteCallback', () => {
  test('gives the run what was pasted, as it is', async () => {
    const { user, send, field, button } = show();
    await user.click(field);
    await user.paste(` <${callback}>\n`);
    await user.click(button);
    expect(send.mock.calls).toEqual([
      [{ type: 'callback-pasted', runId: 'run-1', text: ` <${callback}>\n` }],
    ]);
    expect(field.getAttribute('aria-invalid')).toBe('false');
    expect(describedBy(field)).toEqual([hint]);
  });

  test('takes nothing that is empty', async () => {
    const { user, send, field, button } = show();
    expect(button.disabled).toBe(true);
    await user.type(field, ' {Enter} ');
    expect(button.disabled).toBe(true);
    await user.type(field, 'x');
    expect(button.disabled).toBe(false);
    await user.clear(field);
    expect(button.disabled).toBe(true);
    expect(send).not.toHaveBeenCalled();
  });

  test('shows why it was refused, and describes the field by it', async () => {
    const { user, send, field, button } = show({ ok: false, message: 'This is no callback.' });
    await user.type(field, 'x');
    await user.click(button);
    expect(await screen.findByText('This is no callback.')).toBeDefined();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(describedBy(field)).toEqual(['This is no callback.', hint]);
    // What was typed can be mended.
    expect(field).toHaveProperty('value', 'x');

    send.mockImplementation(async () => ({ ok: true, runId: 'run-1' }));
    await user.clear(field);
    await user.paste(callback);
    await user.click(button);
    await waitFor(() => expect(screen.queryByText('This is no callback.')).toBeNull());
    expect(field.getAttribute('aria-invalid')).toBe('false');
    expect(describedBy(field)).toEqual([hint]);
  });

  test('says that the worker did not answer', async () => {
    const { user, send, field, button } = show();
    send.mockImplementation(() => Promise.reject(new Error('No receiver.')));
    await user.type(field, 'x');
    await user.click(button);
    expect(
      await screen.findByText(/^The background worker was stopped before it answered/),
    ).toBeDefined();
  });

  // Browsers keep what is typed into other fields.
  test('is not kept by the browser', () => {
    const { field } = show();
    expect(field.getAttribute('autocomplete')).toBe('off');
    expect(field.getAttribute('spellcheck')).toBe('false');
  });

  test.each(hostileTexts)('shows the hostile refusal %# as text', async (message) => {
    const { user, field, button } = show({ ok: false, message });
    await user.type(field, 'x');
    await user.click(button);
    await waitFor(() => expect(describedBy(field)[0]).toBe(message));
    expect(document.querySelectorAll('img, script, table')).toHaveLength(0);
  });
});
