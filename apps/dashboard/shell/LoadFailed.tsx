import { Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { failureOf } from '../api/failure.js';
import { useLanguage } from '../i18n/use-language.js';
import { Notice } from './Notice.js';

export function LoadFailed({ error, retry }: { error: unknown; retry: () => void }) {
  const { t, say } = useLanguage();
  const failure = failureOf(error);
  return (
    <Notice
      icon={IconCloudOff}
      title={t('common/loadFailed')}
      hint={say(failure.text) || t(failure.key, failure.values)}
      alert
    >
      <Button variant="light" onClick={retry}>
        {t('common/retry')}
      </Button>
    </Notice>
  );
}
