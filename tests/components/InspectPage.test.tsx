import { act, render, screen, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { InspectPage } from '../../components/inspect/InspectPage';
import { handOver } from '../../utils/platform/handed-over';
import { useFreshPage } from './page';

useFreshPage();

const textbox = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Paste anything' });

describe('InspectPage', () => {
  test('shows what was handed over, and leaves it nowhere', async () => {
    await handOver('text', 'Bearer abc');
    render(
      <StrictMode>
        <InspectPage />
      </StrictMode>,
    );
    await waitFor(() => expect(textbox().value).toBe('Bearer abc'));
    expect(await fakeBrowser.storage.session.get(null)).toEqual({});
  });

  test('shows what is handed over to the page that is shown already', async () => {
    render(<InspectPage />);
    await handOver('text', 'Bearer abc');
    window.dispatchEvent(new PopStateEvent('popstate'));
    await waitFor(() => expect(textbox().value).toBe('Bearer abc'));
  });

  test('is empty when nothing was handed over', async () => {
    render(<InspectPage />);
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
    expect(textbox().value).toBe('');
  });

  test('takes a text of many lines that is inserted in one step', () => {
    render(<InspectPage />);
    const insert = (data: string) =>
      textbox().dispatchEvent(
        new InputEvent('beforeinput', { data, inputType: 'insertText', cancelable: true }),
      );
    let isLeftToBrowser = true;
    act(() => {
      isLeftToBrowser = insert('Authorization:\nBearer abc');
    });
    expect(isLeftToBrowser).toBe(false);
    expect(textbox().value).toBe('Authorization:\nBearer abc');
    // What is typed is inserted by the browser, which can undo it.
    expect(insert('x')).toBe(true);
  });
});
