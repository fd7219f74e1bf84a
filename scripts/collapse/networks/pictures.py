"""Generators of small pictures, and the simplest: a mixture of normal laws on principal components.

A generator is anything with `fit` and `draw`; what it draws is clipped to what ink can be. The mixture is fitted by
expectation maximisation (scikit-learn), which starts from the same k-means each time. A data set is rows of pixels from
0 to 1, of shape (1, size, pixels), with weights for the curations; a fit counts each once.

Sources:
- alemohammad2024 (arXiv:2307.01850): generators of images that learn from their own, with and without a selection of
  the clearer ones
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from sklearn.decomposition import PCA
from sklearn.mixture import GaussianMixture

from collapse.numerics.accepted import check_number
from collapse.numerics.draws import distinct_indices

if TYPE_CHECKING:
    from collapse.numerics.estimate import FloatArray


class Pictures(NamedTuple):
    """A data set of pictures and their weights.

    Attributes:
        values: pixels from 0 to 1, of shape (1, size, pixels).
        weights: of each picture, which no fit looks at, of shape (size,).
    """

    values: FloatArray
    weights: FloatArray


class Album(NamedTuple):
    """Real pictures as the truth: samples are drawn from them without replacement.

    Attributes:
        pixels: from 0 to 1, of shape (pictures, pixels).
    """

    pixels: FloatArray


class Fit(NamedTuple):
    """The parameters of the mixture.

    Attributes:
        components: the principal components that pixels are seen in, of scikit-learn.
        mixture: the normal laws there, of scikit-learn.
    """

    components: Any
    mixture: Any


class Generator:
    """What all generators share: real pictures, and what a regime may ask for."""

    def draw(self, params: Any, size: int, rng: np.random.Generator) -> FloatArray:
        """Draw pictures; each generator does it in its own way.

        Args:
            params: of the generator.
            size: how many, from 1.
            rng: the generator of random numbers.

        Returns:
            Pixels, which may lie outside 0 to 1, of shape (size, pixels).

        Raises:
            NotImplementedError: by this class, which is no generator.
        """
        raise NotImplementedError

    def sample(self, params: Any, size: int, rng: np.random.Generator) -> Pictures:
        """Draw pictures; an album gives real ones."""
        check_number(size, "size")
        if isinstance(params, Album):
            pixels = params.pixels[distinct_indices(1, len(params.pixels), size, rng)[0]]
        else:
            pixels = np.clip(self.draw(params, size, rng), 0, 1)
        return Pictures(pixels[np.newaxis], np.ones(size))

    def pool(self, first: Pictures, second: Pictures) -> Pictures:
        """Put pictures together."""
        values = np.concatenate([first.values, second.values], axis=1)
        return Pictures(values, np.concatenate([first.weights, second.weights]))

    def subsample(self, data: Pictures, size: int, rng: np.random.Generator) -> Pictures:
        """Draw pictures without replacement."""
        chosen = distinct_indices(1, len(data.weights), size, rng)[0]
        return Pictures(data.values[:, chosen], data.weights[chosen])

    def weigh(self, data: Pictures, weight: float) -> Pictures:
        """Refuse: a fit counts each picture once."""
        del data, weight
        raise ValueError("pictures cannot be weighed, each counts once; use mix_fresh or mix_fixed")


@dataclass(frozen=True)
class Mixture(Generator):
    """A mixture of normal laws on principal components.

    Attributes:
        parts: normal laws, from 1.
        dimensions: principal components, from 1 to the pixels of a picture.
        floor: what is added to every variance, from 0.
    """

    parts: int = 30
    dimensions: int = 25
    floor: float = 1e-3

    def fit(self, data: Pictures) -> Fit:
        """Find the components, then the mixture.

        Returns:
            Both.

        Raises:
            ValueError: by scikit-learn, as where there are fewer pictures than components or laws.
        """
        seen = PCA(self.dimensions, random_state=0).fit(data.values[0])
        mixture = GaussianMixture(self.parts, reg_covar=self.floor, max_iter=50, tol=0.01, random_state=0)
        return Fit(seen, mixture.fit(seen.transform(data.values[0])))

    def draw(self, params: Fit, size: int, rng: np.random.Generator) -> FloatArray:
        """Choose a law for each picture, and draw from it."""
        mixture = params.mixture
        part = rng.choice(self.parts, p=mixture.weights_, size=size)
        roots = np.linalg.cholesky(mixture.covariances_)
        noise = rng.standard_normal((size, self.dimensions, 1))
        drawn = mixture.means_[part] + (roots[part] @ noise)[..., 0]
        return np.asarray(params.components.inverse_transform(drawn))
