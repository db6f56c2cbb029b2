/** The claims that an application would get. @module */
import { CopyButton } from '../../ui/copy-button.tsx'
import { Output } from '../scripts/run/output.tsx'
import { tryText } from './text.ts'

/** Shows the claims as JSON that can be copied. */
export function Claims({ claims }: { claims: { [name: string]: unknown } }) {
  const text = JSON.stringify(claims, null, 2)
  return (
    <>
      <p className="small muted">{tryText.claimsNote}</p>
      <Output label={tryText.claims} text={text} />
      <div className="row">
        <CopyButton text={text}>{tryText.copyClaims}</CopyButton>
      </div>
    </>
  )
}
