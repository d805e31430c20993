/**
 * Hands values on at most once a frame, those that came meanwhile all together.
 * @param afterPaint calls back when what was handed on has been painted
 */
export function perFrame<Value>(
  take: (values: readonly Value[]) => void,
  afterPaint: (then: () => void) => void,
): { readonly give: (value: Value) => void; readonly stop: () => void } {
  /** What came while something is being painted; undefined when nothing is. */
  let waiting: Value[] | undefined;
  let isStopped = false;
  const handOn = (values: readonly Value[]): void => {
    take(values);
    waiting = [];
    afterPaint(painted);
  };
  const painted = (): void => {
    const values = waiting ?? [];
    waiting = undefined;
    if (values.length > 0 && !isStopped) handOn(values);
  };
  return {
    give: (value) => {
      if (waiting === undefined) handOn([value]);
      else waiting.push(value);
    },
    stop: () => {
      isStopped = true;
    },
  };
}
