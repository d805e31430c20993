/** A hand that is on its way is there within this time, ms; what it meets must be what it set out for. */
export const settleMs = 350;
