/** Source as it is; long lines scroll, by keyboard too. */
export function Code({
  label,
  text,
  language,
}: {
  readonly label: string;
  readonly text: string;
  readonly language?: 'typescript' | 'python';
}) {
  return (
    <pre className="code" tabIndex={0} role="group" aria-label={label} data-code={language}>
      <code>{text.trimEnd()}</code>
    </pre>
  );
}
