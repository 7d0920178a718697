import { useParts } from '../shell/route.js';
import { ConnectorList } from './ConnectorList.js';
import { ConnectorPage } from './ConnectorPage.js';
import { connectorKinds } from './connector.js';

export default function ConnectorsPage() {
  const [party, kindName] = useParts();
  const kind = connectorKinds.find((known) => known === kindName);
  if (party === undefined || kind === undefined) return <ConnectorList />;
  return <ConnectorPage key={`${party}/${kind}`} party={party} kind={kind} />;
}
