import { render, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { PastedFindings } from '../../components/findings/PastedFindings';
import { recognise } from '../../utils/tokens/recognise/recognise';
import { rfc7515A5 } from '../utils/tokens/vectors';
import { useFreshPage } from './page';

useFreshPage();

describe('PastedFindings', () => {
  test('says what is wrong with a token, where that is written, and what to do', () => {
    render(<PastedFindings recognised={recognise(rfc7515A5)} at={0} />);
    const [first] = within(screen.getByRole('list', { name: 'Findings' })).getAllByRole('listitem');
    expect(first?.textContent).toBe(
      'Error: The token is not signed RFC 8725 §3.1"alg" is "none". Anyone can have made or changed it. Refuse it. A recipient accepts only the algorithms that it expects.',
    );
  });

  test('shows nothing where there is nothing to say', () => {
    const { container } = render(
      <PastedFindings recognised={recognise('2YotnFZFEjr1zCsicMWpAA')} at={0} />,
    );
    expect(container.textContent).toBe('');
  });

  test('says what is wrong with a request', () => {
    const address =
      'https://auth.example.com/authorize?response_type=token&client_id=app&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb';
    render(<PastedFindings recognised={recognise(address)} at={0} />);
    expect(screen.getByRole('list', { name: 'Findings' }).textContent).toContain(
      'Warning: response_type=token brings the access token in the address',
    );
  });
});
