/** One card as an EHR would show it: indicator, Markdown, suggestions as buttons, override reasons, links, and the feedback it sends. */
import { type ReactNode, useState } from 'react';
import { type Card, sendFeedback } from '../service';
import { Json, type Reader } from '../shell';
import { Markdown } from './markdown';

export interface Answered { stored: boolean; status: number | null; sent: unknown }

function Suggestion({ suggestion, reader, onAccept, done }: { suggestion: NonNullable<Card['suggestions']>[number]; reader: Reader; onAccept: () => void; done: boolean }): ReactNode {
  const { t } = reader;
  return (
    <li>
      <div className="row"><button type="button" onClick={onAccept} disabled={done}>{suggestion.label}</button></div>
      {suggestion.actions === undefined ? null : (
        <details className="small"><summary>{t.showResource}</summary>
          {suggestion.actions.map((action) => <div key={action.description}><p style={{ margin: '.3rem 0' }}><span className="tag">{action.type}</span> {action.description}</p><Json value={action.resource ?? action.resourceId ?? {}} label={action.description} /></div>)}
        </details>
      )}
    </li>
  );
}

export function CardView({ card, service, reader, onAccepted }: { card: Card; service: string; reader: Reader; onAccepted: (card: Card, suggestion: string) => void }): ReactNode {
  const { t } = reader;
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [overriding, setOverriding] = useState(false);
  const [reason, setReason] = useState('');
  const [comment, setComment] = useState('');
  const say = async (outcome: 'accepted' | 'overridden', more: Record<string, unknown>): Promise<void> => {
    const sent = { card: card.uuid, outcome, outcomeTimestamp: new Date().toISOString(), ...more };
    const answer = await sendFeedback(service, [sent]).catch(() => null);
    setAnswered({ stored: answer?.status === 200, status: answer?.status ?? null, sent: { feedback: [sent] } });
  };
  const accept = (uuid: string): void => { void say('accepted', { acceptedSuggestions: [{ id: uuid }] }); onAccepted(card, uuid); };
  const override = (): void => {
    const chosen = card.overrideReasons?.find((each) => each.code === reason);
    void say('overridden', { overrideReason: { ...(chosen === undefined ? {} : { reason: chosen }), ...(comment === '' ? {} : { userComment: comment }) } });
    setOverriding(false);
  };
  return (
    <article className={`card ${card.indicator}`} aria-label={card.summary}>
      <div className="row"><span className={`tag ${card.indicator}`}>{t.indicators[card.indicator]}</span><h3 style={{ margin: 0 }}>{card.summary}</h3></div>
      {card.detail === undefined ? null : <Markdown text={card.detail} />}
      {card.suggestions === undefined ? null : <><h4 className="small">{t.suggestion}</h4><ul style={{ listStyle: 'none', padding: 0, display: 'grid', gap: '.4rem' }}>{card.suggestions.map((suggestion) => <Suggestion key={suggestion.uuid} suggestion={suggestion} reader={reader} onAccept={() => accept(suggestion.uuid)} done={answered !== null} />)}</ul></>}
      <p className="small soft row">
        {card.source.url === undefined ? card.source.label : <a href={card.source.url}>{card.source.label}</a>}
        {card.links?.map((link) => <a key={link.url + link.label} href={link.url}>{link.label}{link.type === 'smart' ? ' (SMART)' : ''}</a>)}
        {card.extension['org.gnen-cds.rules'].length === 0 ? null : <span>{t.rules}: {card.extension['org.gnen-cds.rules'].join(', ')}</span>}
      </p>
      {card.overrideReasons === undefined || answered !== null ? null : overriding ? (
        <form className="row" onSubmit={(event) => { event.preventDefault(); override(); }}>
          <label><span>{t.reason}</span><select value={reason} onChange={(event) => setReason(event.target.value)}><option value="">–</option>{card.overrideReasons.map((each) => <option key={each.code} value={each.code}>{each.display}</option>)}</select></label>
          <label><span>{t.comment}</span><input value={comment} onChange={(event) => setComment(event.target.value)} /></label>
          <button type="submit" className="primary" disabled={reason === '' && comment === ''}>{t.send}</button><button type="button" onClick={() => setOverriding(false)}>{t.cancel}</button>
        </form>
      ) : <button type="button" onClick={() => setOverriding(true)}>{t.override}</button>}
      <p role="status" className="small" style={{ margin: 0 }}>{answered === null ? '' : answered.stored ? `✓ ${t.stored}` : `${t.notStored}${answered.status === null ? '' : ` (${answered.status})`}`}</p>
      {answered === null ? null : <details className="small"><summary>{t.sent}</summary><Json value={answered.sent} label={t.sent} /></details>}
    </article>
  );
}
