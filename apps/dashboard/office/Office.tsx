import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import './texts/index.js';
import { Button } from '@mantine/core';
import { IconArrowLeft, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/use-language.js';
import { Loading } from '../shell/Loading.js';
import { Notice } from '../shell/Notice.js';
import { PageTitle } from '../shell/PageTitle.js';
import { linkTo } from '../shell/route.js';
import { useMay } from './may.js';
import styles from './Office.module.css';
import { openSections, type Section } from './sections.js';

interface OfficeProps {
  section: Section;
  title: string;
  subtitle: string;
  /** Permission without which there is nothing to see; absent: the gateway decides line by line. */
  needs?: string;
  /** Where one came from, on the page of one thing. */
  back?: { href: string; label: string };
  tools?: ReactNode;
  children: ReactNode;
}

/** A room of the officers: the doors to the others, a heading, and what is in it for whoever may see it. */
export function Office({ section, title, subtitle, needs, back, tools, children }: OfficeProps) {
  const { person, may } = useMay();
  return (
    <div className={styles['office']}>
      <SectionTabs current={section} />
      {back && (
        <a className={styles['back']} href={back.href}>
          <IconArrowLeft size={17} stroke={2} aria-hidden />
          {back.label}
        </a>
      )}
      <div className={styles['head']}>
        <PageTitle title={title} subtitle={subtitle} />
        {tools && (!needs || may(needs)) && <div className={styles['tools']}>{tools}</div>}
      </div>
      {needs && !may(needs) ? person === undefined ? <Loading /> : <NotAllowed /> : children}
    </div>
  );
}

// On a phone the row is wider than the screen: the door one came through must be in sight.
export const showTab = (tab: HTMLElement | null): void =>
  tab?.scrollIntoView({ block: 'nearest', inline: 'center' });

function SectionTabs({ current }: { current: Section }) {
  const { t } = useLanguage();
  const { person } = useMay();
  const open = openSections(person);
  if (open.length === 0) return null;
  return (
    <nav className={styles['tabs']} aria-label={t('office/sections')}>
      {open.map((page) => (
        <a
          key={page}
          ref={page === current ? showTab : undefined}
          href={linkTo(page)}
          aria-current={page === current ? 'page' : undefined}
        >
          {t(`office/section/${page}`)}
        </a>
      ))}
    </nav>
  );
}

/** Nothing to see for this person, and what to do about it. */
export function NotAllowed() {
  const { t } = useLanguage();
  const { person } = useMay();
  return (
    <div className={styles['sheet']}>
      <Notice
        icon={IconLock}
        title={t('office/notAllowed')}
        hint={t(person ? 'office/notAllowedHint' : 'office/notSignedIn')}
      >
        {person ? (
          <Button component="a" href={linkTo('live')}>
            {t('shell/toLive')}
          </Button>
        ) : (
          <Button component="a" href={linkTo('signIn')}>
            {t('access/signIn')}
          </Button>
        )}
      </Notice>
    </div>
  );
}
