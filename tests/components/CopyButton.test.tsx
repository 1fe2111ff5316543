import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { CopyButton } from '../../components/common/CopyButton';
import { useFreshPage } from './page';

useFreshPage();

describe('CopyButton', () => {
  test('copies its text, and says so', async () => {
    const user = userEvent.setup();
    render(<CopyButton name="Copy redirect URI" label="Copy" text="https://a.example/cb" />);
    const button = screen.getByRole('button', { name: 'Copy redirect URI' });
    expect(button.textContent).toBe('Copy');
    await user.click(button);
    expect(await navigator.clipboard.readText()).toBe('https://a.example/cb');
    expect((await screen.findByRole('status')).textContent).toBe('Copied');
    expect(button.textContent).toBe('Copied');
  });

  test('makes its text when it is asked for, not before', async () => {
    const user = userEvent.setup();
    const text = vi.fn<() => string>(() => 'made');
    render(<CopyButton name="Copy" text={text} />);
    expect(text).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button'));
    expect(await navigator.clipboard.readText()).toBe('made');
  });

  test('says that the browser does not allow it', async () => {
    const user = userEvent.setup();
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('NotAllowedError'));
    render(<CopyButton name="Copy" text="x" />);
    await user.click(screen.getByRole('button'));
    expect((await screen.findByText('Copying is not allowed')).getAttribute('role')).toBe('status');
    expect(screen.getByRole('button').textContent).toBe('Not allowed');
  });

  test('says its own name again after a moment', async () => {
    userEvent.setup();
    vi.useFakeTimers();
    render(<CopyButton name="Copy" text="x" />);
    fireEvent.click(screen.getByRole('button'));
    await act(() => vi.advanceTimersByTimeAsync(100));
    expect(screen.getByRole('button').textContent).toBe('Copied');
    await act(() => vi.advanceTimersByTimeAsync(1500));
    expect(screen.getByRole('button').textContent).toBe('Copy');
    expect(screen.getByRole('status').textContent).toBe('');
  });
});
