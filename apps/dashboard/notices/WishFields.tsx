import { useId } from 'react';
import { useLanguage } from '../i18n/use-language.js';
import parts from '../office/Parts.module.css';
import { severities, type MailWay, type Wishes } from './notice.js';
import styles from './Notices.module.css';

interface WishProps {
  wishes: Wishes;
  change: (part: Partial<Wishes>) => void;
  withMail: boolean;
}

const ways: MailWay[] = ['now', 'digest', 'none'];
const digests = ['off', 'hourly', 'daily'] as const;

/** For each severity: kept, put on the screen, mailed. */
export function Ways({ wishes, change, withMail }: WishProps) {
  const { t } = useLanguage();
  return (
    <table className={styles['ways']}>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('notices/wishes/inbox')}</th>
          <th scope="col">{t('notices/wishes/popup')}</th>
          {withMail && <th scope="col">{t('notices/wishes/mail')}</th>}
        </tr>
      </thead>
      <tbody>
        {severities.map((severity) => {
          const name = t(`alerts/${severity}`);
          return (
            <tr key={severity}>
              <th scope="row">{name}</th>
              {(['inbox', 'popup'] as const).map((way) => (
                <td key={way}>
                  <label className={styles['pick']}>
                    <input
                      type="checkbox"
                      aria-label={`${name}: ${t(`notices/wishes/${way}`)}`}
                      checked={wishes[way][severity]}
                      onChange={({ currentTarget: { checked } }) =>
                        change({ [way]: { ...wishes[way], [severity]: checked } })
                      }
                    />
                  </label>
                </td>
              ))}
              {withMail && (
                <td>
                  <select
                    className={styles['select']}
                    aria-label={`${name}: ${t('notices/wishes/mail')}`}
                    value={wishes.mail[severity]}
                    onChange={({ currentTarget: { value } }) =>
                      change({ mail: { ...wishes.mail, [severity]: value as MailWay } })
                    }
                  >
                    {ways.map((way) => (
                      <option key={way} value={way}>
                        {t(`notices/wishes/way/${way}`)}
                      </option>
                    ))}
                  </select>
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const usualNight = { from: '21:00', to: '05:00' };

/** When not to be disturbed, and when to be told all at once. */
export function Hours({ wishes, change, withMail }: WishProps) {
  const { t } = useLanguage();
  const { quiet, digest } = wishes;
  return (
    <>
      <Check
        label={t('notices/wishes/quietOn')}
        checked={quiet !== null}
        set={(on) => change({ quiet: on ? usualNight : null })}
      />
      {quiet && (
        <div className={parts['form']}>
          {(['from', 'to'] as const).map((end) => (
            <Clock
              key={end}
              label={t(`notices/wishes/${end}`)}
              value={quiet[end]}
              set={(value) => change({ quiet: { ...quiet, [end]: value } })}
            />
          ))}
          <Check
            label={t('notices/wishes/breaks')}
            checked={wishes.urgentBreaksQuiet}
            set={(urgentBreaksQuiet) => change({ urgentBreaksQuiet })}
          />
        </div>
      )}
      {withMail && (
        <div className={parts['form']}>
          <label className={styles['field']}>
            {t('notices/wishes/digest')}
            <select
              className={styles['select']}
              value={digest}
              onChange={({ currentTarget: { value } }) => change({ digest: value as Wishes['digest'] })}
            >
              {digests.map((each) => (
                <option key={each} value={each}>
                  {t(`notices/wishes/digests/${each}`)}
                </option>
              ))}
            </select>
          </label>
          {digest === 'daily' && (
            <Clock
              label={t('notices/wishes/digestAt')}
              value={wishes.digestAt}
              set={(digestAt) => change({ digestAt })}
            />
          )}
        </div>
      )}
    </>
  );
}

function Clock({ label, value, set }: { label: string; value: string; set: (value: string) => void }) {
  return (
    <label className={styles['field']}>
      {label}
      <input
        className={styles['select']}
        type="time"
        required
        value={value}
        onChange={({ currentTarget }) => set(currentTarget.value)}
      />
    </label>
  );
}

export function Check({
  label,
  checked,
  set,
}: {
  label: string;
  checked: boolean;
  set: (on: boolean) => void;
}) {
  return (
    <label className={styles['check']}>
      <input type="checkbox" checked={checked} onChange={({ currentTarget }) => set(currentTarget.checked)} />
      {label}
    </label>
  );
}

interface ChoicesProps {
  label: string;
  /** Its label is for screen readers only: the heading above says the same. */
  isAlone?: boolean;
  options: { value: string; label: string }[];
  chosen: readonly string[];
  set: (chosen: string[]) => void;
}

/** Any number of several. */
export function Choices({ label, isAlone = false, options, chosen, set }: ChoicesProps) {
  const legend = useId();
  const toggle = (value: string, on: boolean): void =>
    set(on ? [...chosen, value] : chosen.filter((each) => each !== value));
  return (
    <fieldset className={styles['group']} aria-labelledby={legend}>
      <p id={legend} className={isAlone ? 'visually-hidden' : parts['soft']}>
        {label}
      </p>
      <div className={styles['grid']}>
        {options.map(({ value, label: name }) => (
          <Check key={value} label={name} checked={chosen.includes(value)} set={(on) => toggle(value, on)} />
        ))}
      </div>
    </fieldset>
  );
}
