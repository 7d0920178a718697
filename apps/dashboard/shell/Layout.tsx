import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/use-language.js';
import { Footer } from './Footer.js';
import { Header } from './Header.js';
import styles from './Layout.module.css';
import { StaleBanner } from './StaleBanner.js';

export function Layout({ children }: { children: ReactNode }) {
  const { t } = useLanguage();
  return (
    <>
      <button type="button" className="skip-link" onClick={() => document.getElementById('content')?.focus()}>
        {t('skip')}
      </button>
      <Header />
      <StaleBanner />
      <main id="content" className={styles['content']} tabIndex={-1}>
        {children}
      </main>
      <Footer />
    </>
  );
}
