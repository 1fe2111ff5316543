import { useState } from 'react';
import type { RegistrationName } from '@/utils/clients/registration';
import { templateOf } from '@/utils/clients/templates/all-templates';
import { askForAccess } from '@/utils/state/access-store';
import { measureImage } from '@/utils/state/measure-image';
import { Button } from '../../common/Button';
import { useFormSurroundings, useFormValues } from './form-context';
import styles from './ImageCheck.module.css';

/** Looks at the image that a field names, where the provider has a rule about its shape. */
export function ImageCheck({ name }: { readonly name: RegistrationName }) {
  const { provider, registration } = useFormValues();
  const { setImage } = useFormSurroundings();
  const [said, setSaid] = useState<{ readonly address: string; readonly message: string }>();
  const rule = templateOf(provider).rules.find(
    (candidate) => candidate.kind === 'square-image' && candidate.field === name,
  );
  const address = registration[name].trim();
  const origin = URL.parse(address)?.origin;
  if (rule === undefined || origin === undefined || origin === 'null') return null;

  const measure = async () => {
    const result = await measureImage(address);
    if (result.ok) setImage({ address, ...result.value });
    setSaid({
      address,
      message: result.ok
        ? `${result.value.width} × ${result.value.height} pixels: ${
            result.value.width === result.value.height ? 'square' : 'not square'
          }.`
        : result.message,
    });
  };
  return (
    <div className={styles.row}>
      <Button size="small" onClick={() => void askForAccess([origin]).then(measure)}>
        Check image
      </Button>
      <span role="status" aria-label="Image">
        {said?.address === address ? said.message : ''}
      </span>
    </div>
  );
}
