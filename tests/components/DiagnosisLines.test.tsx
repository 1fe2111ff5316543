import { render, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { DiagnosisLines } from '../../components/diagnosis/DiagnosisLines';
import type { Diagnosis } from '../../utils/diagnosis/diagnosis';
import { useFreshPage } from './page';

useFreshPage();

const revoked: Diagnosis = {
  rule: 'a',
  certainty: 'seen',
  cause: 'The token was revoked here.',
  reasons: ['It was at noon.'],
  remedy: 'Run again.',
  places: [],
  specification: { name: 'RFC 7009 §2.2', url: 'https://www.rfc-editor.org/rfc/rfc7009.html' },
};

describe('DiagnosisLines', () => {
  test('says the likeliest cause, how sure it is, why, and what to do', () => {
    render(<DiagnosisLines diagnoses={[revoked]} />);
    const lines = screen.getByRole('region', { name: 'Diagnosis' });
    expect(lines.textContent).toBe(
      'Seen in the record: The token was revoked here.It was at noon. Run again. RFC 7009 §2.2',
    );
    expect(within(lines).getByRole('link').getAttribute('href')).toBe(revoked.specification?.url);
    expect(screen.queryByRole('list')).toBeNull();
  });

  test('folds the other causes away', () => {
    render(
      <DiagnosisLines
        diagnoses={[
          revoked,
          { ...revoked, rule: 'b', certainty: 'possible', cause: 'It expired.' },
        ]}
      />,
    );
    const others = screen.getByRole('list', { name: 'Other causes that fit', hidden: true });
    expect(others.textContent).toContain('PossibleIt expired.');
    expect(others.closest('details')?.open).toBe(false);
  });

  test('is nothing where there is no cause', () => {
    const { container } = render(<DiagnosisLines diagnoses={[]} />);
    expect(container.textContent).toBe('');
  });
});
