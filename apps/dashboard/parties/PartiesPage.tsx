import { useParts } from '../shell/route.js';
import { JoiningPage } from '../joining/JoiningPage.js';
import { PartyList } from './PartyList.js';
import { PartyPage } from './PartyPage.js';

/** All parties, one of them, or how far it has joined. */
export default function PartiesPage() {
  const [code, part] = useParts();
  if (code === undefined) return <PartyList />;
  return part === 'bergabung' ? (
    <JoiningPage key={code} party={code} />
  ) : (
    <PartyPage key={code} code={code} />
  );
}
