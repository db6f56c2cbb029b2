/** A secret that was created a moment ago. @module */
import { Banner, CopyText, KeyValue } from '../../ui/data.tsx'
import { applicationsText, secretText } from './text.ts'

/** Data that only the response to the creation contains. */
export interface FreshSecret {
  client_id: string
  client_secret: string
}

/**
 * Shows the secret so that it can be copied now. Only the state of the parent has it; it disappears with that
 * component.
 */
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
