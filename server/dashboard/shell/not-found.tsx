/** The page for an address without a page, or of a resource that does not exist. @module */
import { paths } from '../routes.ts'
import { TEXT } from '../text.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/data.tsx'
import { Page } from './page.tsx'

/** Says so, and leads back. */
export function NotFound() {
  return (
    <Page title={TEXT.notFound.title}>
      <Empty action={<ButtonLink href={paths.home}>{TEXT.notFound.home}</ButtonLink>}>
        {TEXT.notFound.detail}
      </Empty>
    </Page>
  )
}
