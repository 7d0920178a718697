import { useLanguage } from '../i18n/use-language.js';
import styles from './Access.module.css';
import type { Role } from './session.js';

interface RoleChoiceProps {
  offered: readonly Role[];
  chosen: readonly Role[];
  choose: (roles: Role[]) => void;
}

export function RoleChoice({ offered, chosen, choose }: RoleChoiceProps) {
  const { t } = useLanguage();
  const toggle = (role: Role): void =>
    choose(chosen.includes(role) ? chosen.filter((one) => one !== role) : [...chosen, role]);
  return (
    <fieldset className={styles['roles']}>
      <legend>{t('access/people/roles')}</legend>
      {offered.map((role) => (
        <label key={role}>
          <input type="checkbox" checked={chosen.includes(role)} onChange={() => toggle(role)} />
          <span>
            {t(`access/roles/${role}`)}
            <small>{t(`access/roleHints/${role}`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
