//! The judgement: paths, positions, lags and reasons; pure and repeatable.
