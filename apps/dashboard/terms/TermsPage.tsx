import './texts/index.js';
import { TextInput } from '@mantine/core';
import { IconLink, IconSearch, IconZoomQuestion } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useLanguage } from '../i18n/use-language.js';
import { Notice } from '../shell/Notice.js';
import { PageTitle } from '../shell/PageTitle.js';
import { linkTo, useParts } from '../shell/route.js';
import { themes, type Theme } from './terms.js';
import styles from './Terms.module.css';

/** What the words on the screen mean; each has an address, so that a help text can lead to it. */
export default function TermsPage() {
  const { t } = useLanguage();
  const [asked] = useParts();
  const [sought, setSought] = useState('');
  useEffect(() => {
    const word = asked === undefined ? null : document.getElementById(`term-${asked}`);
    word?.scrollIntoView({ block: 'center' });
    word?.focus({ preventScroll: true });
  }, [asked]);
  const isSought = (word: string): boolean =>
    ['name', 'also', 'text'].some((part) =>
      t(`terms/word/${word}/${part}`).toLowerCase().includes(sought.trim().toLowerCase()),
    );
  const shown = (Object.keys(themes) as Theme[])
    .map((theme) => ({ theme, words: themes[theme].filter(isSought) }))
    .filter(({ words }) => words.length > 0);
  return (
    <div className={styles['page']}>
      <PageTitle title={t('terms/title')} subtitle={t('terms/subtitle')} />
      <TextInput
        className={styles['find'] ?? ''}
        size="md"
        aria-label={t('terms/find')}
        placeholder={t('terms/find')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={sought}
        onChange={(event) => setSought(event.currentTarget.value)}
      />
      {shown.length === 0 && (
        <Notice icon={IconZoomQuestion} title={t('terms/none')} hint={t('terms/noneHint')} />
      )}
      {shown.map(({ theme, words }) => (
        <section key={theme} className={styles['theme']} aria-labelledby={`theme-${theme}`}>
          <h2 id={`theme-${theme}`}>{t(`terms/theme/${theme}`)}</h2>
          <dl>
            {words.map((word) => (
              <div
                key={word}
                id={`term-${word}`}
                className={styles['word']}
                tabIndex={-1}
                data-asked={word === asked || undefined}
              >
                <dt>
                  {t(`terms/word/${word}/name`)}{' '}
                  <span className={styles['also']}>{t(`terms/word/${word}/also`)}</span>
                  <a
                    href={linkTo('terms', word)}
                    aria-label={t('terms/copy', { word: t(`terms/word/${word}/name`) })}
                  >
                    <IconLink size={16} stroke={1.9} aria-hidden />
                  </a>
                </dt>
                <dd>{t(`terms/word/${word}/text`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
