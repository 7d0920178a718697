import styles from './Terraces.module.css';

const steps = [0, 1, 2, 3, 4, 5, 6, 7];

/** Contour lines of rice terraces behind the header. */
export function Terraces() {
  return (
    <svg className={styles['terraces']} viewBox="0 0 600 72" preserveAspectRatio="xMaxYMid slice" aria-hidden>
      {steps.map((step) => (
        <path
          key={step}
          d={`M${30 + step * 46} 76C${90 + step * 52} ${62 - step * 2} ${150 + step * 44} ${20 + step * 3} ${250 + step * 40} ${34 - step * 3}S${430 + step * 30} ${-4 + step} ${640} ${18 - step * 9}`}
          fill="none"
          stroke="#e8b23a"
          strokeWidth="1.2"
          opacity={0.32 - step * 0.022}
        />
      ))}
    </svg>
  );
}
