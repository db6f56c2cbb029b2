/** A trial that failed without a result: too many attempts, no network, no permission. @module */
import { useMutation } from '@tanstack/react-query'
import { useApi } from '../../api/context.tsx'
import { ApiProblem } from '../../api/problem.ts'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { tryText } from './text.ts'

/** @param props.identifier the blocked identifier @param props.wait_s seconds left, counted by the form */
export function TrialProblem({
  error,
  identifier,
  wait_s,
}: {
  error: Error
  identifier: string
  wait_s: number
}) {
  if (!(error instanceof ApiProblem) || error.status !== 429) return <Problem error={error} />
  if (error.code === 'too_many_attempts') return <Blocked identifier={identifier} />
  return <Banner tone="warn" live title={wait_s > 0 ? tryText.limits.wait(wait_s) : tryText.limits.over} />
}

/** A trial counts like any sign-in, so a member who can run trials can also remove the block. */
function Blocked({ identifier }: { identifier: string }) {
  const client = useApi()
  const lifting = useMutation({
    mutationFn: () => client.call('DELETE /api/v2/user-blocks', { query: { identifier } }),
  })
  if (lifting.isSuccess) return <Banner tone="ok" live title={tryText.limits.lifted} />
  return (
    <>
      <Banner
        tone="warn"
        live
        title={tryText.limits.blocked}
        actions={
          <Button writes busy={lifting.isPending} onClick={() => lifting.mutate()}>
            {tryText.limits.lift}
          </Button>
        }
      >
        <p>{tryText.limits.blockedHint}</p>
      </Banner>
      {lifting.error && <Problem error={lifting.error} />}
    </>
  )
}
