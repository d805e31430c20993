import type { ReactNode } from 'react';
import { type DialRules, dialledNumber } from '../../../src/cti/number/dialRules.ts';
import { formatNumber } from '../../parts/phone.ts';
import { t } from '../../parts/words.ts';
import styles from './Sections.module.css';
import { useForm } from '../model/context.ts';
import { dialRulesIn } from '../model/dialRulesIn.ts';

/** What comes of the rules as they stand in the form, saved or not. */
export function DialExamples(): ReactNode {
  const { values, view } = useForm();
  const rules = dialRulesIn(values, view);
  return (
    <div role="status">
      <ul className={styles.examples}>
        {rules === undefined
          ? null
          : examplesFor(rules).map((number) => {
              const dialled = dialledNumber(number, rules);
              const shown = formatNumber(number);
              return (
                <li key={number}>
                  {dialled === number
                    ? t('settings.dialRules.same', { number: shown })
                    : t('settings.dialRules.example', { number: shown, dialled })}
                </li>
              );
            })}
      </ul>
    </div>
  );
}

/** One number of each kind that the rules tell apart: abroad, own country, another area, own area. Numbers that are kept for fiction (Ofcom, BNetzA, NANPA). */
function examplesFor({ nationalPrefix, countryCode, areaCode }: DialRules): readonly string[] {
  const abroad = countryCode === '44' ? '+12025550123' : '+442079460958';
  const inCountry = nationalPrefix === '1' ? '2025550123' : '3023125000';
  const own = countryCode === '' ? [] : [`+${countryCode}${inCountry}`];
  const local = areaCode === '' ? [] : [nationalPrefix === '1' ? '5550123' : '23125000'];
  return [abroad, ...own, `${nationalPrefix}${inCountry}`, ...local, '112'];
}
