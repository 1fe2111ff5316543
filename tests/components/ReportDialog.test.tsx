import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ExportHar } from '../../components/share/ExportHar';
import { ShareReport } from '../../components/share/ShareReport';
import { recognise } from '../../utils/tokens/recognise/recognise';
import { resultOf } from '../../utils/oauth/run-result';
import { accessToken, idToken, tellingRun, told } from '../utils/share/telling-run';
import { useFreshPage } from './page';

useFreshPage();

beforeEach(() => {
  vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue({
    manifest_version: 3,
    name: 'OAuth Workbench',
    version: '1.2.3',
  });
});

const show = (text: string) =>
  render(<ShareReport source={{ kind: 'pasted', recognised: recognise(text) }} />);

describe('ShareReport', () => {
  test('offers nothing where nothing was recognised', () => {
    show('some words');
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('copies exactly what the preview shows, in the format and with the options chosen', async () => {
    const user = userEvent.setup();
    show(idToken);
    await user.click(screen.getByRole('button', { name: 'Share report' }));
    const preview: HTMLTextAreaElement = await screen.findByRole('textbox', {
      name: 'Report preview',
    });
    await waitFor(() => expect(preview.value).toContain('# Report of a pasted text'));
    expect(preview.value).toContain('sv-SE');
    expect(screen.getByRole('status', { name: 'Removed from the report' }).textContent).toContain(
      '× e-mail address',
    );
    await user.click(screen.getByRole('radio', { name: 'JSON' }));
    await user.click(screen.getByRole('checkbox', { name: 'Values of claims' }));
    await waitFor(() => expect(preview.value).toContain('"locale": "(left out)"'));
    await user.click(screen.getByRole('button', { name: 'Copy report' }));
    expect(await navigator.clipboard.readText()).toBe(preview.value);
    expect(preview.value).not.toContain(told.email);
  });
});

describe('ExportHar', () => {
  test('shows the archive redacted, and with tokens only when they are asked for', async () => {
    const user = userEvent.setup();
    const run = tellingRun();
    render(<ExportHar run={run} result={resultOf(run)} />);
    await user.click(screen.getByRole('button', { name: 'Export HAR' }));
    expect(await screen.findByRole('radio', { name: 'HAR 1.2' })).toHaveProperty('checked', true);
    const preview: HTMLTextAreaElement = screen.getByRole('textbox', { name: 'Report preview' });
    await waitFor(() => expect(preview.value).toContain('"version": "1.2"'));
    expect(preview.value).not.toContain(told.code);
    const withTokens = screen.getByRole('checkbox', { name: 'With tokens and codes' });
    expect(withTokens).toHaveProperty('checked', false);
    await user.click(withTokens);
    await waitFor(() => expect(preview.value).toContain(accessToken));
    expect(screen.getByRole('alert').textContent).toContain('can use the tokens in it');
    expect(screen.getByRole('checkbox', { name: 'Host names' })).toHaveProperty('disabled', true);
    expect(screen.getByRole('status', { name: 'Removed from the report' }).textContent).toBe(
      'Nothing was removed: tokens and codes are in it.',
    );
    await user.click(screen.getByRole('radio', { name: 'JSON' }));
    await waitFor(() => expect(preview.value).toContain('"report": "Report of an OAuth run"'));
    expect(preview.value).not.toContain(accessToken);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('is not there for what was pasted', async () => {
    const user = userEvent.setup();
    show(idToken);
    await user.click(screen.getByRole('button', { name: 'Share report' }));
    expect(await screen.findByRole('radio', { name: 'JSON' })).toBeTruthy();
    expect(screen.queryByRole('radio', { name: 'HAR 1.2' })).toBeNull();
  });
});
