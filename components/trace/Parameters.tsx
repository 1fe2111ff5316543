import type { Mask } from '@/utils/trace/mask';
import { parameterMeaning } from '@/utils/trace/parameter-meanings';
import type { SentParameter } from '@/utils/trace/parameters';
import { ParameterTable } from './ParameterTable';

type ParametersProps = {
  readonly name: string;
  readonly parameters: readonly SentParameter[];
  readonly mask: Mask;
};

/** The parameters of an address or a form, decoded, as they were sent, and what they are for. */
export function Parameters({ name, parameters, mask }: ParametersProps) {
  return (
    <ParameterTable
      name={name}
      entries={parameters.map((parameter) => {
        const value = mask.named(parameter.name, parameter.value);
        const sent = mask.named(parameter.name, parameter.sent);
        return {
          name: mask.text(parameter.name),
          value,
          sent: parameter.sent === parameter.value || sent === value ? undefined : sent,
          meaning: parameterMeaning(parameter.name, parameter.value),
        };
      })}
    />
  );
}
