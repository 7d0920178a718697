import { useLanguage } from '../i18n/use-language.js';
import styles from '../phone/Phone.module.css';

interface PhotosProps {
  shipmentId: string;
  ids: readonly string[];
  /** What they show. */
  of: string;
}

/** Photos of a receipt, each opened whole by a tap. */
export function Photos({ shipmentId, ids, of }: PhotosProps) {
  const { t } = useLanguage();
  if (ids.length === 0) return null;
  return (
    <div className={styles['photos']}>
      {ids.map((id, index) => {
        const address = `/v1/shipments/${encodeURIComponent(shipmentId)}/photos/${id}`;
        return (
          <a key={id} className={styles['photo']} href={address} target="_blank" rel="noreferrer">
            <img src={address} alt={t('phone/photo/of', { name: of, number: index + 1 })} loading="lazy" />
          </a>
        );
      })}
    </div>
  );
}
