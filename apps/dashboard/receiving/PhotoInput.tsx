import { IconCamera, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useLanguage } from '../i18n/use-language.js';
import styles from '../phone/Phone.module.css';
import { photosOfLineMax } from './receipt.js';
import { shrinkPhoto, type Shot } from './shrink-photo.js';

interface PhotoInputProps {
  /** What the photos show. */
  of: string;
  shots: readonly Shot[];
  change: (shots: Shot[]) => void;
}

/** Photos of one line, from the camera: made small here and kept with the receipt until there is a network. */
export function PhotoInput({ of, shots, change }: PhotoInputProps) {
  const { t } = useLanguage();
  const [isUnreadable, setUnreadable] = useState(false);
  const take = async (files: FileList | null): Promise<void> => {
    const room = photosOfLineMax - shots.length;
    const made = await Promise.allSettled([...(files ?? [])].slice(0, room).map(shrinkPhoto));
    setUnreadable(made.some(({ status }) => status === 'rejected'));
    change([...shots, ...made.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))]);
  };
  return (
    <div className={styles['photos']}>
      {shots.map(({ preview }, index) => (
        <span key={preview.slice(-40)} className={styles['photo']}>
          <img src={preview} alt={t('phone/photo/of', { name: of, number: index + 1 })} />
          <button
            type="button"
            aria-label={t('phone/photo/drop', { number: index + 1 })}
            onClick={() => change(shots.filter((_, at) => at !== index))}
          >
            <IconTrash size={18} aria-hidden />
          </button>
        </span>
      ))}
      {shots.length < photosOfLineMax && (
        <label className={styles['camera']}>
          <IconCamera size={22} stroke={1.8} aria-hidden />
          {t('phone/photo/take')}
          <input
            type="file"
            accept="image/*"
            capture="environment"
            className="visually-hidden"
            onChange={(event) => {
              const { currentTarget } = event;
              void take(currentTarget.files).finally(() => (currentTarget.value = ''));
            }}
          />
        </label>
      )}
      {isUnreadable && (
        <p role="alert" className={styles['note']} data-tone="bad">
          {t('phone/photo/unreadable')}
        </p>
      )}
    </div>
  );
}
