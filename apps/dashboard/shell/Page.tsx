import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { lazy, Suspense, type ComponentType } from 'react';
import { useLocked } from '../access/use-locked.js';
import { BalancesPage } from '../balances/BalancesPage.js';
import { useLanguage } from '../i18n/use-language.js';
import { ShipmentsPage } from '../shipments/ShipmentsPage.js';
import { Loading } from './Loading.js';
import { LivePage } from './LivePage.js';
import { Notice } from './Notice.js';
import { linkTo, useRoute, type Address } from './route.js';

// Who only reads never loads them.
const SignInPage = lazy(() => import('../access/SignInPage.js'));
const InvitationPage = lazy(() => import('../access/InvitationPage.js'));
const AccountPage = lazy(() => import('../access/AccountPage.js'));
const NoticesPage = lazy(() => import('../notices/NoticesPage.js'));
const MailLinkPage = lazy(() => import('../notices/MailLinkPage.js'));
const PeoplePage = lazy(() => import('../access/PeoplePage.js'));
const FieldworkPage = lazy(() => import('../fieldwork/FieldworkPage.js'));
const PartiesPage = lazy(() => import('../parties/PartiesPage.js'));
const NewPartyPage = lazy(() => import('../joining/NewPartyPage.js'));
const JoinPage = lazy(() => import('../joining/JoinPage.js'));
const TrialPage = lazy(() => import('../joining/TrialPage.js'));
const KeysPage = lazy(() => import('../keys/KeysPage.js'));
const AgreementsPage = lazy(() => import('../agreements/AgreementsPage.js'));
const ConnectorsPage = lazy(() => import('../connectors/ConnectorsPage.js'));
const NewConnectorPage = lazy(() => import('../connectors/NewConnectorPage.js'));
const CarrierPage = lazy(() => import('../carriers/CarrierPage.js'));
const ReceivingPage = lazy(() => import('../receiving/ReceivingPage.js'));
const WebhooksPage = lazy(() => import('../webhooks/WebhooksPage.js'));
const PlanPage = lazy(() => import('../plan/PlanPage.js'));
const OffersPage = lazy(() => import('../offers/OffersPage.js'));
const WaitingPage = lazy(() => import('../waiting/WaitingPage.js'));
const LedgerPage = lazy(() => import('../ledger/LedgerPage.js'));
const RegistryPage = lazy(() => import('../registry/RegistryPage.js'));
const AuditPage = lazy(() => import('../audit/AuditPage.js'));
const DeskPage = lazy(() => import('../desk/DeskPage.js'));
const FeedsPage = lazy(() => import('../feeds/FeedsPage.js'));
const RejectedPage = lazy(() => import('../rejected/RejectedPage.js'));
const TermsPage = lazy(() => import('../terms/TermsPage.js'));
const later = (Part: ComponentType) => (
  <Suspense fallback={<Loading />}>
    <Part />
  </Suspense>
);

/** Pages of who holds an invitation or a key and no account. */
const opened: Address[] = ['invitation', 'join', 'trial', 'terms', 'stopMail', 'confirmMail'];

export function Page() {
  const { t } = useLanguage();
  const route = useRoute();
  const isLocked = useLocked();
  if (isLocked && !(route && opened.includes(route))) return later(SignInPage);
  switch (route) {
    case 'signIn':
      return later(SignInPage);
    case 'invitation':
      return later(InvitationPage);
    case 'account':
      return later(AccountPage);
    case 'notices':
      return later(NoticesPage);
    case 'stopMail':
    case 'confirmMail':
      return later(MailLinkPage);
    case 'people':
      return later(PeoplePage);
    case 'fieldwork':
      return later(FieldworkPage);
    case 'parties':
      return later(PartiesPage);
    case 'newParty':
      return later(NewPartyPage);
    case 'join':
      return later(JoinPage);
    case 'trial':
      return later(TrialPage);
    case 'keys':
      return later(KeysPage);
    case 'agreements':
      return later(AgreementsPage);
    case 'connectors':
      return later(ConnectorsPage);
    case 'newConnector':
      return later(NewConnectorPage);
    case 'carry':
      return later(CarrierPage);
    case 'receive':
      return later(ReceivingPage);
    case 'webhooks':
      return later(WebhooksPage);
    case 'plan':
      return later(PlanPage);
    case 'offers':
      return later(OffersPage);
    case 'waiting':
      return later(WaitingPage);
    case 'ledger':
      return later(LedgerPage);
    case 'registry':
      return later(RegistryPage);
    case 'audit':
      return later(AuditPage);
    case 'live':
      return <LivePage />;
    case 'balances':
      return <BalancesPage />;
    case 'shipments':
      return <ShipmentsPage />;
    case 'feeds':
      return later(FeedsPage);
    case 'rejected':
      return later(RejectedPage);
    case 'desk':
      return later(DeskPage);
    case 'terms':
      return later(TermsPage);
    case null:
      return (
        <Notice alone icon={IconMapQuestion} title={t('shell/notFound')} hint={t('shell/notFoundHint')}>
          <Button component="a" href={linkTo('live')} size="lg">
            {t('shell/toLive')}
          </Button>
        </Notice>
      );
  }
}
