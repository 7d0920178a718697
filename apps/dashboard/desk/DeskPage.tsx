import { useSession } from '../access/session.js';
import { useLanguage } from '../i18n/use-language.js';
import { PageTitle } from '../shell/PageTitle.js';
import { linkTo, useParts } from '../shell/route.js';
import { Conflicts } from './Conflicts.js';
import { Corrections } from './Corrections.js';
import styles from './Desk.module.css';
import { DeskTabs } from './DeskTabs.js';
import { Held } from './Held.js';

/** What waits for an officer: held reports, contradictions, mistakes. */
export default function DeskPage() {
  const { t } = useLanguage();
  const [part] = useParts();
  const session = useSession();
  const tab = part === 'selisih' ? 'conflicts' : part === 'koreksi' ? 'corrections' : 'held';
  return (
    <div className={styles['desk']}>
      <DeskTabs current={tab} />
      <PageTitle title={t('desk/desk/title')} subtitle={t('desk/desk/subtitle')} />
      {session?.person === null && (
        <p className={styles['wait']}>
          <a href={linkTo('signIn')}>{t('desk/desk/signIn')}</a>
        </p>
      )}
      {tab === 'held' && <Held />}
      {tab === 'conflicts' && <Conflicts />}
      {tab === 'corrections' && <Corrections />}
    </div>
  );
}
