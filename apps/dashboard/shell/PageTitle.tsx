import styles from './PageTitle.module.css';

export function PageTitle({ title, subtitle }: { title: string; subtitle: string }) {
  return (
    <div className={styles['title']}>
      <h1>{title}</h1>
      <p>{subtitle}</p>
    </div>
  );
}
