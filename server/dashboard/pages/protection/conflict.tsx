/** Says that a change was not saved, because another person had changed the same setting. @module */
import { Banner } from '../../ui/data.tsx'
import { protectionText } from './text.ts'

/** For the top of a group. */
export function Conflict() {
  const { conflict: says } = protectionText
  return (
    <Banner tone="warn" live title={says.title}>
      <p>{says.detail}</p>
    </Banner>
  )
}
