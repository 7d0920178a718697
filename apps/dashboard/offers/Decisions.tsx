import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSending } from '../access/use-sending.js';
import { sendJson } from '../api/client.js';
import { useNames } from '../api/registry.js';
import type { OfferedShipment } from '../carriers/offer.js';
import { useLanguage } from '../i18n/use-language.js';
import { Complaint } from '../office/Complaint.js';
import { useMay } from '../office/may.js';
import parts from '../office/Parts.module.css';

/** A decision takes a moment to come back from the plan. */
const refreshMs = 1_000;

/** What an officer of the hub decides here: whether it is offered, and each counter-offer. */
export function Decisions({ item }: { item: OfferedShipment }) {
  const names = useNames();
  const { t } = useLanguage();
  const { person } = useMay();
  const { shipment, state, offers } = item;
  if (person?.party !== shipment.hub) return null;
  const countered = offers.filter(({ status }) => status === 'countered');
  return (
    <>
      {(state === 'approval' || state === 'held' || state === 'nobody') && (
        <Decision
          shipmentId={shipment.shipmentId}
          about="offer"
          title={t(`office/offers/ask/${state}`)}
          canRefuse={state === 'approval'}
        />
      )}
      {countered.map(({ carrier, offerId }) => (
        <Decision
          key={offerId}
          shipmentId={shipment.shipmentId}
          about="counter"
          carrier={carrier}
          title={t('office/offers/ask/counter', { carrier: names.party(carrier) })}
          canRefuse
        />
      ))}
    </>
  );
}

interface DecisionProps {
  shipmentId: string;
  about: 'offer' | 'counter';
  carrier?: string;
  title: string;
  canRefuse: boolean;
}

function Decision({ shipmentId, about, carrier, title, canRefuse }: DecisionProps) {
  const { t } = useLanguage();
  const { person } = useMay();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const decide = (decision: 'approved' | 'refused') => async (): Promise<void> => {
    await sendJson('POST', `/v1/shipments/${encodeURIComponent(shipmentId)}/decisions`, {
      about,
      decision,
      by: person?.name ?? '',
      ...(carrier && { carrier }),
      ...(reason.trim() && { reason: reason.trim() }),
    });
    await new Promise((resolve) => setTimeout(resolve, refreshMs));
    await client.invalidateQueries({ queryKey: ['/v1/offers'] });
  };
  const approve = useSending(decide('approved'));
  const refuse = useSending(decide('refused'));
  return (
    <form className={parts['ask']} onSubmit={(event) => void approve.submit(event)}>
      <p>{title}</p>
      <TextInput
        size="md"
        label={t('office/reason')}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Complaint text={approve.complaint ?? refuse.complaint} />
      <div className={parts['actions']}>
        <Button type="submit" size="md" loading={approve.isSending}>
          {t(about === 'counter' ? 'office/offers/agree' : 'office/offers/offer')}
        </Button>
        {canRefuse && (
          <Button
            size="md"
            variant="light"
            color="red"
            loading={refuse.isSending}
            onClick={() => void refuse.submit()}
          >
            {t('office/offers/refuse')}
          </Button>
        )}
      </div>
    </form>
  );
}
