import { useParts } from '../shell/route.js';
import { AgreementList } from './AgreementList.js';
import { AgreementPage } from './AgreementPage.js';

export default function AgreementsPage() {
  const [id] = useParts();
  return id === undefined ? <AgreementList /> : <AgreementPage key={id} id={id} />;
}
