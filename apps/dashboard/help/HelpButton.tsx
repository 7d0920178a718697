import { Popover } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useLanguage } from '../i18n/use-language.js';
import { linkTo } from '../shell/route.js';
import styles from './HelpButton.module.css';
import { helpTopics, type HelpTopic } from './topics.js';

/** Says in plain words what a figure or a column means, and leads to the page of the terms. */
export function HelpButton({ topic }: { topic: HelpTopic }) {
  const { t } = useLanguage();
  const { name, term } = helpTopics[topic];
  return (
    <Popover position="bottom" withArrow shadow="md" width={280} trapFocus={false}>
      <Popover.Target>
        <button type="button" className={styles['help']} aria-label={t('help/about', { name: t(name) })}>
          <IconInfoCircle size={16} stroke={1.9} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles['text']}>
        <p>{t(`help/${topic}`)}</p>
        <a href={linkTo('terms', term)}>{t('help/more')}</a>
      </Popover.Dropdown>
    </Popover>
  );
}
