import { UserError } from '../domain/user-error';

/** The forms a report can have, by the option that asks for each. */
const FORMS = ['json', 'markdown', 'csv', 'html'] as const;

export type ReportForm = (typeof FORMS)[number] | 'terminal';

/** Options that choose a form. */
export type FormOptions<Further extends string = never> = Readonly<
  Partial<Record<(typeof FORMS)[number] | Further, boolean | undefined>>
>;

/**
 * The one form that is asked for; the terminal's without any.
 *
 * @param further forms that this command has besides the usual ones
 * @throws UserError for several
 */
export function reportForm<Further extends string = never>(
  options: FormOptions<NoInfer<Further>>,
  ...further: readonly Further[]
): ReportForm | Further {
  const [form = 'terminal', ...others] = [...FORMS, ...further].filter((form) => options[form]);
  if (others.length === 0) return form;
  const names = [form, ...others].map((name) => `--${name}`);
  throw new UserError(`${names.join(' and ')} exclude each other.`, 'Keep one; run it again for another.');
}
