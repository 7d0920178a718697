import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';

export function EditButton({ label, edit }: { label: string; edit: () => void }) {
  return (
    <Button size="md" variant="light" leftSection={<IconPencil size={18} aria-hidden />} onClick={edit}>
      {label}
    </Button>
  );
}
