/** A secret that was made a moment ago. @module */
import { Banner, CopyText, KeyValue } from '../../ui/data.tsx'
import { applicationsText, secretText } from './text.ts'

/** What only the answer that made the secret tells. */
export interface FreshSecret {
  client_id: string
  client_secret: string
}

/** To be copied now. It is in the state of the component that shows it alone, and gone with it. */
export function Secret({ client_id, client_secret }: FreshSecret) {
  return (
    <div className="stack">
      <Banner tone="warn" live title={secretText.title}>
        <p>{secretText.detail}</p>
      </Banner>
      <KeyValue
        entries={[
          [applicationsText.id, <CopyText key="id" text={client_id} label={applicationsText.copyId} />],
          [
            applicationsText.secret,
            <CopyText key="secret" text={client_secret} label={applicationsText.copySecret} />,
          ],
        ]}
      />
    </div>
  )
}
